#include "WorkSites.h"
#include "Classes.h"
#include "Expressions.h"
#include "Holds.h"
#include "Homes.h"
#include "Lasting.h"
#include "LostAwaits.h"
#include "TaskRunners.h"
#include "Work.h"

namespace clang::tidy::structured {

//===-- The work ----------------------------------------------------------------===//

/// Where the work shares the object whose member function starts it, that
/// object lives as long as the work; where it watches and locks it, as long as
/// the work uses it.
static void markKeptAlive(SpawnSite &Site) {
  auto Any = [&](bool Held::*Flag) {
    auto Has = [&](const Held &H) { return H.*Flag; };
    return llvm::any_of(Site.Work.Captures, Has) || llvm::any_of(Site.Arguments, Has);
  };
  auto Mark = [](std::vector<Held> &All, bool Kept) {
    for (Held &H : All)
      H.KeptAlive = Kept && (H.How == Hold::This || H.OfThis);
  };
  const bool Shared = Any(&Held::SharesThis);
  const bool Locked = Site.Work.LocksFirst && Any(&Held::WatchesThis);
  Mark(Site.Work.Captures, Shared || Locked);
  Mark(Site.Arguments, Shared);
  // A member function gets its object first, and uses no other way to it.
  if (Locked && Site.Work.What == Callable::Kind::MemberFunction && !Site.Arguments.empty())
    Site.Arguments.front().KeptAlive |= Site.Arguments.front().How == Hold::This;
}

const Expr *WorkSites::callableOf(const SpawnApi &Api, llvm::ArrayRef<const Expr *> &Args) const {
  while (
      !Args.empty() &&
      Table.Policies.find(heldBy(Args.front()->IgnoreParenImpCasts()->getType())->getAsTagDecl()))
    Args = Args.drop_front();
  if (Api.Callable == SpawnApi::Last)
    Args = Args.take_back();
  else
    Args = Args.drop_front(std::min<size_t>(Api.Callable, Args.size()));
  return Args.empty() ? nullptr : Args.front();
}

/// What runs the tasks of others for as long as it is told to may throw what
/// they throw.
static void addTasks(SpawnSite &Site, const Expr *Callable, const Place &At) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(At.Member);
  if (!Method || Site.Work.Throws.What != Throwing::Maybe ||
      !(Site.Work.Endless || Site.Work.EndsWhenTold))
    return;
  for (const Stmt *Body : bodiesRunBy(Callable))
    if (const CallExpr *Task = unguardedTask(Body, Method->getParent()))
      Site.Work.Throws = {Throwing::Known, Task->getExprLoc(),
                          namedBy(cast<CXXOperatorCallExpr>(Task)->getArg(0))->getNameAsString()};
}

void WorkSites::describeWork(SpawnSite &Site, const SpawnApi &Api,
                             llvm::ArrayRef<const Expr *> Args, const Place &At) const {
  const Expr *Work = callableOf(Api, Args);
  if (!Work)
    return;
  Site.Work = describeCallable(Work, Context);
  Site.Work.Throws = Throwing.ofCallable(Work);
  addTasks(Site, Work, At);
  if (Site.OwnThread && Site.Work.Throws.What < Throwing::Known)
    Site.Work.OpenCalls = Throwing.openCallsOf(Work);
  for (const Stmt *Body : bodiesRunBy(Work))
    if (const CallExpr *Blocks = blockingCallIn(Body, Table, Api.Yields)) {
      Site.Work.BlocksAt = Blocks->getExprLoc();
      Site.Work.BlocksIn = spelledName(*calleeOf(Blocks));
    }
  // Qt 5 takes the object before its member function.
  const bool ObjectFirst = isa<CXXThisExpr>(peel(Work)) && Args.size() > 1 &&
                           Args[1]->getType()->isMemberFunctionPointerType();
  for (const Expr *Arg : ObjectFirst ? Args : Args.drop_front())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Site.Arguments.push_back(describeArgument(Arg, Context));
  markKeptAlive(Site);
}

/// The class of the executor that \p Runner is, or leads to, or null.
static const CXXRecordDecl *executorClass(const Expr *Runner) {
  return Runner ? heldBy(Runner->IgnoreParenImpCasts()->getType())->getAsCXXRecordDecl() : nullptr;
}

/// True if \p Runner is a pool of threads of Asio's, in which nobody calls run().
static bool isThreadPool(const Expr *Runner) {
  const CXXRecordDecl *Class = executorClass(Runner);
  return Class && isOfAsio(*Class) && Class->getName() == "thread_pool";
}

/// True if \p Runner is an executor that somebody is known to wait for.
bool WorkSites::isAwaited(const Expr *Runner, const Place &At) const {
  if (!Runner)
    return false;
  const CXXRecordDecl *Class = executorClass(Runner);
  return (Class && isOwner(*Class, Table)) ||
         (At.Function && homeOf(Runner, *At.Function).Where == Home::Kind::Local);
}

void WorkSites::describePost(SpawnSite &Site, Post &Of, const CallExpr &Call, const SpawnApi &Api,
                             llvm::ArrayRef<const Expr *> Args, const Place &At) const {
  Site.Forgets = forgetsOutcome(Call, Api);
  llvm::ArrayRef<const Expr *> Rest = Args;
  const Expr *Work = callableOf(Api, Rest);
  if (!Api.Outcome)
    Of.Work = Work;
  if (Site.Forgets && Work)
    Site.Work.Awaits = uncaughtAwait(Work, Throwing);
  Site.Rethrown = Api.Rethrown && !isThreadPool(Of.Runner);
  Site.Awaited = isAwaited(Of.Runner, At);
  if (Api.Posted != Posting::OnEvent)
    return;
  // A buffer, in which something is to arrive.
  for (const Expr *Arg : Args)
    if (bufferedBy(Arg))
      Site.Arguments.push_back(describeArgument(Arg, Context));
  // What belongs to an object is not run when that is gone.
  const Expr *Object = Of.Context;
  const auto *Part = Object && Object->getType()->isRecordType()
                         ? dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts())
                         : nullptr;
  if (!Object || !isa<CXXThisExpr>((Part ? Part->getBase() : Object)->IgnoreParenImpCasts()))
    return;
  for (Held &H : Site.Work.Captures)
    H.KeptAlive |= H.How == Hold::This || H.OfThis;
}

} // namespace clang::tidy::structured
