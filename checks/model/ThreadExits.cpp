#include "ThreadExits.h"
#include "Expressions.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

void ThreadExits::addCall(const CallExpr &Call) {
  if (Call.getNumArgs() != 2 || !callOf(&Call, {"::pthread_key_create", "::tss_create"}))
    return;
  const Expr *Handler = peel(Call.getArg(1));
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(Handler))
    Handler = peel(AddressOf->getSubExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Handler))
    Functions.insert(Lambda->getCallOperator()->getCanonicalDecl());
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(Handler))
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      Functions.insert(Function->getCanonicalDecl());
}

void ThreadExits::addVariable(const VarDecl &Var) {
  const CXXRecordDecl *Class =
      Var.getTLSKind() == VarDecl::TLS_None ? nullptr : Var.getType()->getAsCXXRecordDecl();
  if (const CXXDestructorDecl *Destructor =
          Class && Class->hasDefinition() ? Class->getDestructor() : nullptr)
    Functions.insert(Destructor->getCanonicalDecl());
}

} // namespace clang::tidy::structured
