#pragma once

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang::tidy::structured {

/// True if \p T is a pointer that knows whether its object is gone: a
/// std::weak_ptr, the one of Boost, or a QPointer.
bool isWeakPointer(QualType T);

/// True if \p T is such a pointer that is asked itself, in place of what its
/// lock() gives.
bool isGuardPointer(QualType T);

/// True if the body of \p Function touches the object that `this` and the
/// variables \p Parts stand for only where it holds what the lock() of a weak
/// pointer gave, and that is not null. The weak pointers are the variables
/// \p Weak and the function's own parameters. For a lambda, \p Function is its
/// call operator.
///
/// Understood are conditions on the variable that lock() made, or on a QPointer,
/// and blocks that are left where it is null.
bool locksBeforeUse(const FunctionDecl &Function, llvm::ArrayRef<const ValueDecl *> Parts,
                    llvm::ArrayRef<const ValueDecl *> Weak);

} // namespace clang::tidy::structured
