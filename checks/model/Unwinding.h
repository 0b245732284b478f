#pragma once

#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Which try blocks stand around what, in the body of one function or lambda.
class Unwinding {
public:
  explicit Unwinding(const Stmt &Body) { collect(&Body, nullptr); }

  /// The innermost try block around \p S, or null. Its handlers are not in it.
  const CXXTryStmt *around(const Stmt *S) const { return Around.lookup(S); }
  const CXXTryStmt *around(const VarDecl *Var) const { return Declared.lookup(Var); }

  /// True if \p Var is declared in the block of \p Try, so that an exception
  /// which comes to the handlers of that has destroyed it.
  bool declares(const CXXTryStmt *Try, const VarDecl *Var) const;

private:
  void collect(const Stmt *S, const CXXTryStmt *Try);

  llvm::DenseMap<const Stmt *, const CXXTryStmt *> Around;
  llvm::DenseMap<const VarDecl *, const CXXTryStmt *> Declared;
};

} // namespace clang::tidy::structured
