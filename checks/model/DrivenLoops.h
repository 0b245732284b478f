#pragma once

#include "clang/AST/Decl.h"

namespace clang::tidy::structured {

/// True if \p In, after \p Loc, has an executor run what it was handed, as an event loop's
/// `loopOnce()` does: then it waits for that itself.
bool drivesExecutorAfter(const FunctionDecl &In, SourceLocation Loc);

} // namespace clang::tidy::structured
