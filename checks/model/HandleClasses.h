#pragma once

#include "SpawnTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// The classes whose objects stand for work that was started: those whose
/// constructors start it, and those that functions which start it return.
class HandleClasses {
public:
  HandleClasses(ASTContext &Context, const SpawnTable &Table) : Context(Context), Table(Table) {}

  /// Notes what a call returns: the declaration may leave it open.
  void addReturned(const CallExpr &Call);

  bool contains(const CXXRecordDecl *Record);

private:
  void addDeclared();

  ASTContext &Context;
  const SpawnTable &Table;
  llvm::DenseSet<const CXXRecordDecl *> Returned;
  bool Looked = false;
};

} // namespace clang::tidy::structured
