#pragma once

#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// The function that a call of the callable \p E runs: of a lambda, a function,
/// an object, or what std::bind and std::ref make of one. Null if it is not one
/// function that is known.
const FunctionDecl *calledBy(const Expr *E);

/// The lambda that \p E is, or that the variable is made of which it names, or null.
const LambdaExpr *lambdaOf(const Expr *E);

/// The callable that \p E is, without what Asio binds to it: an executor, or alike.
const Expr *boundCallable(const Expr *E);

/// The object by which who has it cancels what calls the callable \p E, a signal of
/// Asio's that is bound to it, or null.
const Expr *cancelledBy(const Expr *E);

/// The coroutine that \p E is a call of, if its body is at hand, or null: such a call
/// makes a task, which is run by who gets that.
const FunctionDecl *coroutineCalledBy(const Expr *E);

/// True if \p T holds a callable that somebody else has made: std::function, and
/// what is like it.
bool isTaskType(QualType T);

/// True if \p Function may be handed a callable: a parameter holds one, or is of any type.
bool takesTask(const FunctionDecl &Function);

} // namespace clang::tidy::structured
