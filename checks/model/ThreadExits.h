#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// The functions that run when a thread ends: destructors of thread-local
/// storage.
class ThreadExits {
public:
  /// Notes what \p Call registers, if it does.
  void addCall(const CallExpr &Call);

  /// Notes the destructor of \p Var, if each thread has one of its own.
  void addVariable(const VarDecl &Var);

  /// True if \p Function is one of them.
  bool include(const FunctionDecl *Function) const {
    return Function && Functions.contains(Function->getCanonicalDecl());
  }

private:
  llvm::DenseSet<const FunctionDecl *> Functions;
};

} // namespace clang::tidy::structured
