#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

namespace clang::tidy::structured {

/// Where \p Body, all of which but declarations is one try block, catches every
/// exception and does nothing about it. Invalid if it does not, and if a
/// comment there says why.
SourceLocation swallowingHandler(const Stmt *Body, const ASTContext &Context);

} // namespace clang::tidy::structured
