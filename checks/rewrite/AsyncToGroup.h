#pragma once

#include "FreeNames.h"
#include "Rewrite.h"

namespace clang::tidy::structured {

/// Makes of \p Async, a call of std::async that is a statement of the function with the body
/// \p Body and whose future is dropped, a task of a group, which waits at the end of the block
/// that it is in, but outside of loops.
Rewrite asyncToGroup(const CallExpr &Async, const Stmt &Body, bool InTemplate, FreeNames &Names,
                     const ASTContext &Context);

} // namespace clang::tidy::structured
