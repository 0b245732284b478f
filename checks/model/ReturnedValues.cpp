#include "ReturnedValues.h"
#include "Expressions.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::structured {

namespace {
class ReturnedValues {
public:
  llvm::SmallVector<const Expr *, 2> All;

  void search(const Stmt *S);

private:
  void add(const Expr *Value);
  void addHandedOut(const Stmt &S);

  /// Variables that may hold something else than they are made with.
  llvm::SmallPtrSet<const ValueDecl *, 4> Unclear;
};
} // namespace

void ReturnedValues::search(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return add(Return->getRetValue());
  addHandedOut(*S);
  for (const Stmt *Child : S->children())
    search(Child);
}

/// Notes the variables that \p S itself lets others change.
void ReturnedValues::addHandedOut(const Stmt &S) {
  if (const auto *Op = dyn_cast<UnaryOperator>(&S); Op && Op->getOpcode() == UO_AddrOf)
    Unclear.insert(namedBy(Op->getSubExpr()));
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call || Call->isCallToStdMove())
    return;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  if (Operator ? Operator->getOperator() == OO_Equal : calledMember(Call) == "swap")
    Unclear.insert(namedBy(Operator ? Call->getArg(0)
                                    : cast<CXXMemberCallExpr>(Call)->getImplicitObjectArgument()));
  const FunctionDecl *Callee = calleeOf(Call);
  for (unsigned I = 0; Callee && !isa<CXXOperatorCallExpr>(Call) &&
                       I < std::min(Call->getNumArgs(), Callee->getNumParams());
       ++I) {
    const QualType To = Callee->getParamDecl(I)->getType();
    if (To->isLValueReferenceType() && !To->getPointeeType().isConstQualified())
      Unclear.insert(namedBy(Call->getArg(I)));
  }
}

void ReturnedValues::add(const Expr *Value) {
  Value = peel(Value);
  if (!Value)
    return;
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Value)) {
    add(Choice->getTrueExpr());
    return add(Choice->getFalseExpr());
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && isLocalObject(Var) && Var->getInit() && !isa<ParmVarDecl>(Var) &&
      Unclear.insert(Var).second) {
    // While it is followed it is unclear: it may be made of itself.
    add(Var->getInit());
    Unclear.erase(Var);
    return;
  }
  All.push_back(Value);
}

llvm::SmallVector<const Expr *, 2> returnedBy(const Stmt *Body) {
  ReturnedValues Returned;
  Returned.search(Body);
  return Returned.All;
}

} // namespace clang::tidy::structured
