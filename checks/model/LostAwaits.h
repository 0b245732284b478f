#pragma once

#include "Throws.h"

namespace clang::tidy::structured {

/// Where the coroutine that \p E makes, or that the lambda \p E is or returns,
/// awaits what may fail, outside of any handler for errors; or invalid. Followed are
/// calls of coroutines of this file.
///
/// What gives its error as a part of the result does not count, nor what the library
/// gives at once.
SourceLocation uncaughtAwait(const Expr *E, const Throws &Throwing);

} // namespace clang::tidy::structured
