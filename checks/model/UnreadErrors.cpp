#include "UnreadErrors.h"
#include "Expressions.h"

namespace clang::tidy::structured {

using Use = GroupUse::Kind;

/// What running the task that \p Start starts may throw.
static ThrowEvidence throwsOf(const GroupUse &Start, Throws &Throwing) {
  const Expr *Callable = nullptr;
  for (const Expr *Arg : Start.Call->arguments()) {
    const Expr *Peeled = peel(Arg);
    const auto *Name = dyn_cast<DeclRefExpr>(Peeled);
    if (isa<LambdaExpr>(Peeled) || (Name && isa<FunctionDecl>(Name->getDecl()))) {
      Callable = Arg;
      break;
    }
    if (!Callable && (Peeled->getType()->isRecordType() || isa<UnaryOperator>(Peeled)))
      Callable = Arg;
  }
  return Callable ? Throwing.ofCallable(Callable) : ThrowEvidence{Throwing::Maybe, {}, ""};
}

/// True if \p Of may not end while tasks may run, whether they fail or not.
static bool hasToBeWaitedFor(const Group &Of) {
  return Of.Api->AtEnd == OwnerApi::End::Throws || Of.Api->AtEnd == OwnerApi::End::Fails;
}

/// True if \p Start stands where it is seen to that nobody waits for the task.
static bool isExpected(const GroupUse &Start, const GroupBody &In) {
  return In.expects(*Start.At, "::tbb::missing_wait") ||
         In.expects(*Start.At, "::tbb::detail::r1::missing_wait"); // What oneTBB calls it.
}

/// True if the code waits for \p Of somewhere, as for its errors.
static bool isWaitedFor(const Group &Of) {
  return llvm::any_of(Of.Uses, [](const GroupUse &Each) {
    return Each.What == Use::Wait || Each.What == Use::Look || Each.What == Use::Other;
  });
}

/// A statement that leaves, in text that a macro brings, such as that of an assertion, is
/// not the author's.
static bool isOfMacro(const Stmt *End, const Stmt &Body) {
  return End && End->getBeginLoc().isMacroID() && !Body.getBeginLoc().isMacroID();
}

/// True if \p Start is known to start nothing: the group takes no more tasks.
static bool isRefused(const Expr &Start, const Facts &Found) {
  return llvm::any_of(Found.WaitOrders, [&](const WaitOrder &Each) {
    return Each.What == WaitOrder::Kind::StartAfter && Each.Loc == Start.getExprLoc();
  });
}

void UnreadErrors::addMiss(const GroupBody &In, const Group &Of, const MissedJoin &Miss,
                           ThrowEvidence Throws) {
  UnreadError Fact;
  Fact.Returns = Miss.How == UnjoinedThread::Kind::Return;
  if (Miss.How == UnjoinedThread::Kind::Thrown)
    Fact.Leaving = Miss.Thrown;
  const bool Leaves =
      Miss.End &&
      !isa<CompoundStmt, ForStmt, WhileStmt, DoStmt, IfStmt, CXXForRangeStmt, SwitchStmt>(Miss.End);
  Fact.Loc = Leaves ? Miss.End->getBeginLoc() : Miss.Start->getExprLoc();
  Fact.AtStart = !Leaves;
  if (isOfMacro(Leaves ? Miss.End : nullptr, In.body()) || In.isMeantToFail(Fact.Loc) ||
      !Seen.insert(Fact.Loc).second)
    return;
  Fact.Group = Of.declared()->getNameAsString();
  Fact.Wait = Of.Api->Waits.front();
  Fact.Fails = hasToBeWaitedFor(Of);
  Fact.StartedAt = Miss.Start->getExprLoc();
  Fact.By = Miss.By;
  if (Miss.Branch)
    Fact.Branch = Miss.Branch->getBeginLoc();
  Fact.Throws = std::move(Throws);
  Found.UnreadErrors.push_back(std::move(Fact));
}

void UnreadErrors::addBody(const GroupBody &In) {
  for (const Group &Of : In.groups()) {
    if (!Of.Own || Of.Stops || Of.Api->AtEnd == OwnerApi::End::Waits || !Of.has(Use::Start))
      continue;
    // Where the author waits nowhere, the error has to be seen.
    const Throwing Least = hasToBeWaitedFor(Of) ? Throwing::Never
                           : isWaitedFor(Of)    ? Throwing::Maybe
                                                : Throwing::Known;
    llvm::DenseMap<const Expr *, ThrowEvidence> Throws;
    GroupEvents Events(Of, GroupEvents::Settle::Related);
    for (const GroupUse &Each : Of.Uses) {
      if (Each.InLambda || Each.What == Use::Ask || Each.What == Use::Close)
        continue;
      if (Each.What != Use::Start) {
        Events.add(Of.Var,
                   Each.What == Use::Other ? GroupEvents::Kind::Escape : GroupEvents::Kind::Release,
                   Each.At);
        continue;
      }
      const ThrowEvidence Evidence = throwsOf(Each, In.throwing());
      if (Evidence.What < Least || isExpected(Each, In))
        continue;
      Throws[Each.At] = Evidence;
      Events.add(Of.Var, GroupEvents::Kind::Start, Each.At);
    }
    using How = UnjoinedThread::Kind;
    llvm::SmallVector<How> Ways = {How::Return, How::Scope};
    // While an exception is on its way, the others drop the errors of their tasks.
    if (Of.Api->AtEnd == OwnerApi::End::Fails)
      Ways.push_back(How::Thrown);
    for (const MissedJoin &Miss : In.misses(Events, Of.Var, Ways))
      if (!isRefused(*Miss.Start, Found))
        addMiss(In, Of, Miss, Throws.lookup(Miss.Start));
  }
}

} // namespace clang::tidy::structured
