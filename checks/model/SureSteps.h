#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace clang::tidy::structured {

/// Calls \p Meet with the expressions that running \p S is sure to come to: not
/// with what stands in a branch, or behind one that returns, or in a lambda.
/// A loop counts as run.
void forEachSureStep(const Stmt *S, const ASTContext &Context,
                     llvm::function_ref<void(const Expr &)> Meet);

/// The function whose body running \p E enters: what is called, a constructor,
/// or a lambda that is called where it is written. Null if that is not known.
const FunctionDecl *enteredBy(const Expr &E);

} // namespace clang::tidy::structured
