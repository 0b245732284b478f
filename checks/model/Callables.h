#pragma once

#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// The function that a call of the callable \p E runs: of a lambda, a function,
/// an object, or what std::bind and std::ref make of one. Null if it is not one
/// function that is known.
const FunctionDecl *calledBy(const Expr *E);

} // namespace clang::tidy::structured
