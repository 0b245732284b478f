#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::structured {

/// What makes the values that \p Body returns. A local variable that holds nothing
/// else is followed to what it is made of, and of a conditional expression both sides
/// count. What the lambdas in it return does not.
llvm::SmallVector<const Expr *, 2> returnedBy(const Stmt *Body);

} // namespace clang::tidy::structured
