#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// Describes the callable \p E that is handed to a spawn.
Callable describeCallable(const Expr *E, ASTContext &Context);

/// True if \p Body visibly never ends by itself: it comes to a loop without
/// condition, and nothing in that loop leaves it.
bool isEndless(const Stmt *Body, ASTContext &Context);

} // namespace clang::tidy::structured
