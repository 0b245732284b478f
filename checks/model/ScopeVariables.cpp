#include "ScopeVariables.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// The variables that \p Step, which a loop does each time round, changes.
static llvm::SmallVector<const ValueDecl *, 1> changedBy(const Expr *Step) {
  Step = Step ? Step->IgnoreUnlessSpelledInSource() : nullptr;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Step);
      Unary && Unary->isIncrementDecrementOp())
    return {namedBy(Unary->getSubExpr())};
  if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Step))
    return {namedBy(Call->getArg(0))};
  const auto *Binary = dyn_cast_or_null<BinaryOperator>(Step);
  if (!Binary)
    return {};
  if (Binary->isAssignmentOp())
    return {namedBy(Binary->getLHS())};
  llvm::SmallVector<const ValueDecl *, 1> Both = changedBy(Binary->getLHS());
  Both.append(changedBy(Binary->getRHS()));
  return Both;
}

/// Collects the variables that \p S declares, and what loops do with them.
static void collect(const Stmt *S, bool InLoop, llvm::function_ref<bool(const Stmt &)> StartsWork,
                    ScopeVariables &To) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Names = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Names->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var)
        continue;
      To[Var->getLocation()] = {Var, InLoop};
      if (const auto *Parts = dyn_cast<DecompositionDecl>(Var))
        for (const BindingDecl *Part : Parts->bindings())
          To[Part->getLocation()] = {Var, InLoop};
    }
  const auto *For = dyn_cast<ForStmt>(S);
  InLoop |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
  for (const Stmt *Child : S->children())
    collect(Child, InLoop, StartsWork, To);
  if (For && StartsWork(*For))
    for (const ValueDecl *Changed : changedBy(For->getInc()))
      if (Changed && To.contains(Changed->getLocation()))
        To[Changed->getLocation()].Change = For->getInc()->IgnoreUnlessSpelledInSource();
}

ScopeVariables variablesOf(const FunctionDecl &Function, const Stmt &Body,
                           llvm::function_ref<bool(const Stmt &)> StartsWork) {
  ScopeVariables All;
  for (const ParmVarDecl *Parameter : Function.parameters())
    All[Parameter->getLocation()] = {Parameter};
  collect(&Body, /*InLoop=*/false, StartsWork, All);
  return All;
}

} // namespace clang::tidy::structured
