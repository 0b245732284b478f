#include "EndlessTasks.h"
#include "Assertions.h"
#include "Callables.h"
#include "Expressions.h"
#include "Work.h"

namespace clang::tidy::structured {

/// True if what \p E is handed to can be reached by others: it is no plain value.
static bool leadsOutside(const Expr *E) {
  const QualType T = E->getType();
  return E->isLValue() || T->isAnyPointerType() || T->isRecordType();
}

static bool isOfStd(const Decl &D) {
  const DeclContext *In = D.getDeclContext();
  while (In && !In->isStdNamespace())
    In = In->getParent();
  return In;
}

/// True if \p Callee is of a library, and known to come back without an exception: of the
/// standard library, but for what runs a function of others, of C, or a sleep.
static bool comesBack(const FunctionDecl &Callee) {
  if (isNamed(Callee, "::sc::sleep_for") || isNamed(Callee, "::sc::sleep_until"))
    return true;
  if (!isOfSystemHeader(Callee))
    return false;
  return isOfStd(Callee) ? Callee.getOverloadedOperator() != OO_Call && nameOf(&Callee) != "get"
                         : Callee.isExternC();
}

/// True if \p Call may end a loop around it, by an exception or by ending the thread. What
/// others have a hand in may throw when they close it; a function that is given only
/// values is taken to return.
bool EndlessTasks::mayEndBy(const CallExpr &Call, unsigned Depth) const {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || Callee->isNoReturn())
    return true;
  if (comesBack(*Callee))
    return false;
  const auto *Proto = Callee->getType()->getAs<FunctionProtoType>();
  if (Proto && Proto->isNothrow())
    return false;
  if (const Stmt *Body = bodyInMainFile(*Callee))
    return !Depth || mayEnd(Body, Depth - 1);
  return isa<CXXMethodDecl>(Callee) || llvm::any_of(Call.arguments(), leadsOutside);
}

/// True if \p S, which is run again and again, may end that.
bool EndlessTasks::mayEnd(const Stmt *S, unsigned Depth) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<CXXThrowExpr, CoroutineSuspendExpr, AsmStmt>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && mayEndBy(*Call, Depth))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mayEnd(Child, Depth); });
}

/// True if \p Body comes to \p Loop by way of an object, which may have means to end it.
static bool isOfAnObject(const Stmt *Loop, const Stmt *Body, ASTContext &Context) {
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  return Block && llvm::any_of(Block->body(), [&](const Stmt *S) {
           const auto *E = dyn_cast<Expr>(S);
           E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
           const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(E);
           const bool OnThis = Member && isa<CXXThisExpr>(Member->getImplicitObjectArgument());
           return ((Member && !OnThis) || isa_and_nonnull<CXXOperatorCallExpr>(E)) &&
                  endlessLoopIn(E, Context) == Loop;
         });
}

void EndlessTasks::add(const CXXMemberCallExpr &Start, const Place &At) {
  // A program may well have main wait for ever.
  if (At.In.IsMain || isAsserted(Start.getExprLoc(), {"DEATH", "EXIT"}, Context))
    return;
  for (const Expr *Arg : Start.arguments()) {
    // Who has the object, may have means to end what it does.
    if (Arg->getType().isNull() || callOf(peel(Arg), {"::std::ref", "::std::cref"}))
      continue;
    const FunctionDecl *Run = calledBy(Arg);
    const Stmt *Body = Run ? bodyInMainFile(*Run) : nullptr;
    const Stmt *Loop = Body ? endlessLoopIn(Body, Context) : nullptr;
    if (!Loop || isOfAnObject(Loop, Body, Context) || mayEnd(Loop, 3) ||
        Throwing.ofCallable(Arg).What >= Throwing::Known || !Seen.insert(Start.getExprLoc()).second)
      continue;
    EndlessTask Fact;
    Fact.Loc = Start.getExprLoc();
    if (const ValueDecl *Name = namedBy(Start.getImplicitObjectArgument()))
      Fact.Group = Name->getNameAsString();
    Fact.Loop = Loop->getBeginLoc();
    Found.EndlessTasks.push_back(std::move(Fact));
  }
}

void EndlessTasks::addCall(const CXXMemberCallExpr &Call, const Place &At) {
  const Expr *Object = Call.getImplicitObjectArgument();
  QualType T = Object->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const OwnerApi *Api = Types.find(T);
  const auto *Var = Api ? dyn_cast_or_null<VarDecl>(namedBy(Object)) : nullptr;
  const bool Local =
      Var && Var->isLocalVarDecl() && Var->hasLocalStorage() && !Var->getType()->isReferenceType();
  // A pool may have ways of its own to end what it runs.
  if (Api && !Local && Api->AtEnd != OwnerApi::End::Waits &&
      kindOf(Call, *Api) == GroupUse::Kind::Start &&
      !Context.getDiagnostics().hasUncompilableErrorOccurred())
    add(Call, At);
}

void EndlessTasks::addBody(const GroupBody &In) {
  for (const Group &Of : In.groups())
    if (Of.Own && Of.Api->AtEnd != OwnerApi::End::Waits && Of.has(GroupUse::Kind::Wait))
      for (const GroupUse &Each : Of.Uses)
        if (Each.What == GroupUse::Kind::Start && !Each.ByHelper)
          add(*Each.Call, In.at());
}

} // namespace clang::tidy::structured
