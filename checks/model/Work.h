#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// Describes the callable \p E that is handed to a spawn.
Callable describeCallable(const Expr *E, ASTContext &Context);

/// The bodies that \p Spawn, which starts work, is seen to run: of a lambda, or
/// of a function of this file, that it names.
llvm::SmallVector<const Stmt *> bodiesRunBy(const Stmt *Spawn);

/// True if \p Body visibly never ends by itself: it comes to a loop without
/// condition, and nothing in that loop leaves it.
bool isEndless(const Stmt *Body, ASTContext &Context);

} // namespace clang::tidy::structured
