#include "ReadyFutures.h"
#include "Callables.h"
#include "DeepCalls.h"
#include "Expressions.h"
#include "ReturnedValues.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

void ReadyFutures::addCall(const CXXMemberCallExpr &Call) {
  const Continuation Step = continuation(&Call, Table);
  const LambdaExpr *Told = Step.Work ? lambdaOf(Step.Work) : nullptr;
  const CXXMethodDecl *Run = Told ? Told->getCallOperator() : nullptr;
  if (Run && Run->getNumParams() && isFuture(Run->getParamDecl(0)->getType(), Table))
    Parameters.insert(Run->getParamDecl(0));
}

std::optional<ReadyFutures::Run> ReadyFutures::runFor(const Expr *E) {
  Run All;
  return add(E, All) ? std::optional<Run>(std::move(All)) : std::nullopt;
}

bool ReadyFutures::add(const Expr *E, Run &To) {
  E = peel(E);
  if (!E)
    return false;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) // Of one future another.
    return Made->getNumArgs() == 1 && isFuture(Made->getType(), Table) && add(Made->getArg(0), To);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return isReadyVariable(*Ref->getDecl());
  if (const Continuation Step = continuation(E, Table); Step.Before)
    return addContinued(Step, To);
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call && addCalled(*Call, To);
}

/// True if \p Named is told by, or is what a lambda keeps of such a one.
bool ReadyFutures::isReadyVariable(const ValueDecl &Named) {
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(&Named))
    return Parameters.contains(Parameter);
  const auto *Var = dyn_cast<VarDecl>(&Named);
  Run Any;
  return Var && Var->isInitCapture() && Var->getInit() && add(Var->getInit(), Any);
}

bool ReadyFutures::addContinued(const Continuation &Step, Run &To) {
  Run Before;
  if (Step.Elsewhere || !add(Step.Before, Before))
    return false;
  if (!Step.TakesErrors)
    To.insert_range(Before);
  const CXXRecordDecl *Future = peel(Step.Before)->getType()->getAsCXXRecordDecl();
  return !Step.Work || (Table.ContinuedAtOnce.find(Future) && addWork(*Step.Work, To));
}

/// True if \p Function returns what may be a future. A generic lambda is read as it is
/// written: what is made of it stands where not every front end looks.
static bool mayReturnFuture(const FunctionDecl &Function, const SpawnTable &Table) {
  auto IsOpen = [](QualType T) { return T->isDependentType() || T->isUndeducedType(); };
  const QualType Declared = Function.getReturnType();
  if (!Function.getDescribedFunctionTemplate() || !IsOpen(Declared))
    return IsOpen(Declared) || isFuture(Declared, Table);
  return llvm::any_of(returnedBy(Function.getBody()), [&](const Expr *Value) {
    return IsOpen(Value->getType()) || isFuture(Value->getType(), Table);
  });
}

/// Adds \p Work, which has run. What it returns, if that is a future, has to be ready.
bool ReadyFutures::addWork(const Expr &Work, Run &To) {
  const FunctionDecl *Called = calledBy(&Work);
  if (!Called)
    return false;
  To.insert(&Work);
  return !mayReturnFuture(*Called, Table) || addReturned(*Called, Work.getExprLoc(), To);
}

bool ReadyFutures::addCalled(const CallExpr &Call, Run &To) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !Call.isPRValue())
    return false;
  if (Table.RunAtOnce.find(Callee))
    return Call.getNumArgs() && addWork(*Call.getArg(0), To);
  return Table.Ready.find(Callee) || addReturned(*Callee, Call.getExprLoc(), To);
}

std::optional<ReadyFutures::Run> ReadyFutures::findReturned(const Stmt &Body) {
  Run All;
  const llvm::SmallVector<const Expr *, 2> Returned = returnedBy(&Body);
  const bool Ready =
      !Returned.empty() && llvm::all_of(Returned, [&](const Expr *E) { return add(E, All); });
  return Ready ? std::optional<Run>(std::move(All)) : std::nullopt;
}

bool ReadyFutures::addReturned(const FunctionDecl &Function, SourceLocation From, Run &To) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const Stmt *Body = Method && Method->isVirtual() ? nullptr : bodyBeside(Function, From);
  if (!Body || isa<CoroutineBodyStmt>(Body) || !isFuture(Function.getReturnType(), Table))
    return false;
  const FunctionDecl *Key = Function.getCanonicalDecl();
  if (Known.try_emplace(Key).second)
    askOfCallees([&] { Known[Key] = findReturned(*Body); });
  const std::optional<Run> &Found = Known[Key];
  if (Found)
    To.insert_range(*Found);
  return Found.has_value();
}

} // namespace clang::tidy::structured
