#include "Unwinding.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

void Unwinding::collect(const Stmt *S, const CXXTryStmt *Try) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (Try)
    Around[S] = Try;
  if (const auto *Inner = dyn_cast<CXXTryStmt>(S)) {
    collect(Inner->getTryBlock(), Inner);
    for (unsigned I = 0; I < Inner->getNumHandlers(); ++I)
      collect(Inner->getHandler(I), Try);
    return;
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S); Declaration && Try)
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        Declared[Var] = Try;
  for (const Stmt *Child : S->children())
    collect(Child, Try);
}

bool Unwinding::declares(const CXXTryStmt *Try, const VarDecl *Var) const {
  const CXXTryStmt *Outer = around(Var);
  while (Outer && Outer != Try)
    Outer = around(Outer);
  return Outer;
}

} // namespace clang::tidy::structured
