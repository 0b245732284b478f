#include "LooseThreads.h"
#include "Callables.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// The block of \p Threads' body that declares \p Var, or null.
static const CompoundStmt *blockOf(const VarDecl *Var, const HandleEvents::Start &Start) {
  for (const HandleEvents::Step &At : Start.At)
    for (const Stmt *S : At.Block->body())
      if (const auto *Declared = dyn_cast<DeclStmt>(S);
          Declared && llvm::is_contained(Declared->decls(), Var))
        return At.Block;
  return nullptr;
}

void LooseThreads::addUnjoined(UnjoinedThread &Thread, const HandleEvents &Events,
                               HeldThreads Threads) {
  for (const HandleEvents::Start &Each : Events.starts())
    if (Each.Spawn == Thread.Spawn) {
      Threads.Holders = {Each.Var};
      Threads.Block = blockOf(Each.Var, Each);
    }
  if (!Threads.Block)
    return;
  for (const HandleEvents::Start &Each : Events.starts())
    if (Each.Var == Threads.Holders.front())
      Threads.Starts.push_back({Each.Var, Each.Made});
  Thread.ToGroup = threadsToGroup(Threads, Names, Context);
}

namespace {
/// Finds what lets go of threads, outside of lambdas.
class Detaches {
public:
  explicit Detaches(const Stmt &Body) { add(Body); }
  llvm::SmallVector<const CXXMemberCallExpr *> Found;

private:
  void add(const Stmt &S) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    if (Call && calledMember(Call) == "detach" &&
        isStdThread(Call->getImplicitObjectArgument()->getType(), /*Many=*/false))
      Found.push_back(Call);
    for (const Stmt *Child : S.children())
      if (Child && !isa<LambdaExpr>(Child))
        add(*Child);
  }
};
} // namespace

/// True if the thread that \p Made starts uses what the scope around that has.
bool LooseThreads::usesScope(const Expr &Made) const {
  const std::optional<size_t> Spawn = Kept.spawnOf(Made);
  if (!Spawn)
    return false;
  const SpawnSite &Site = Found.Spawns[*Spawn];
  auto IsOfScope = [](const Held &H) { return H.Local && !H.OfThis; };
  return llvm::any_of(Site.Work.Captures, IsOfScope) || llvm::any_of(Site.Arguments, IsOfScope);
}

std::vector<size_t> LooseThreads::spawnsOf(const HeldThreads &Threads) const {
  std::vector<size_t> Spawns;
  for (const HeldThreads::Start &Each : Threads.Starts)
    if (const std::optional<size_t> Spawn = Kept.spawnOf(*Each.Made))
      Spawns.push_back(*Spawn);
  return Spawns;
}

/// The statement of the group's block that sleeps until \p Threads should be done, or null.
const Stmt *LooseThreads::sleepAfter(const HeldThreads &Threads) const {
  const std::vector<size_t> Spawns = spawnsOf(Threads);
  for (const SleepSite &Sleep : Found.Sleeps)
    for (const Stmt *S : Threads.Block->body())
      if (isa<Expr>(S) && Sleep.Flag.empty() && meet(Sleep.Spawns, Spawns) &&
          Sources.isPointWithin(Sleep.Loc, S->getBeginLoc(), S->getEndLoc()) &&
          llvm::all_of(Threads.Starts, [&](const HeldThreads::Start &Each) {
            return Each.Made->getBeginLoc() < S->getBeginLoc();
          }))
        return S;
  return nullptr;
}

/// True if \p S may end the object that its thread is of: it deletes that, or goes on with a
/// coroutine, of which the object may be a part.
static bool mayEndObject(const Stmt &S) {
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&S))
    return isa<CXXThisExpr>(Delete->getArgument()->IgnoreParenImpCasts());
  const Expr *Object = nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
    Object = Call->getImplicitObjectArgument();
  else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(&S); Op && Op->getOperator() == OO_Call)
    Object = Op->getArg(0);
  const CXXRecordDecl *Class = Object ? Object->getType()->getAsCXXRecordDecl() : nullptr;
  return (Class && nameOf(Class) == "coroutine_handle") ||
         llvm::any_of(S.children(),
                      [](const Stmt *Child) { return Child && mayEndObject(*Child); });
}

/// True if the thread that \p Made starts uses the object whose member function starts it,
/// and does not keep that alive, so that the object can wait for its end.
bool LooseThreads::isOfObject(const Expr &Made) const {
  const std::optional<size_t> Spawn = Kept.spawnOf(Made);
  if (!Spawn || Found.Spawns[*Spawn].Work.Endless)
    return false;
  const Expr *Work = workOf(Made);
  const FunctionDecl *Run = Work ? calledBy(Work) : nullptr;
  if (Run && Run->getBody() && mayEndObject(*Run->getBody()))
    return false;
  bool Uses = false;
  for (const std::vector<Held> *Things :
       {&Found.Spawns[*Spawn].Work.Captures, &Found.Spawns[*Spawn].Arguments})
    for (const Held &H : *Things) {
      const bool OfObject = H.How == Hold::This || H.OfThis;
      if (H.SharesThis || H.WatchesThis || H.KeptAlive ||
          (!OfObject && H.Local && H.How != Hold::Value))
        return false;
      Uses |= OfObject;
    }
  return Uses;
}

/// The class whose objects can wait for what \p At starts, or null.
static const CXXRecordDecl *ownerAt(const Place &At) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(At.Function);
  const bool Can = Method && At.Function == At.Member && !Method->isStatic() &&
                   !Method->isConst() && !isa<CXXDestructorDecl>(Method) && !At.Instantiated &&
                   nameOf(Method) != "await_suspend"; // Of what ends as its coroutine goes on.
  return Can ? Method->getParent() : nullptr;
}

/// Makes the thread a task of \p Owner's group, which the first such fix declares.
Rewrite LooseThreads::memberFor(const HeldThreads &Threads, const CXXRecordDecl &Owner) {
  Rewrite Member = detachedToMember(Threads, Owner, Context);
  if (!Member.isPossible() || Member.IsThere || GetGroup.insert(Owner.getCanonicalDecl()).second)
    return Member;
  Rewrite Later;
  Later.Withheld = "the group that it could be in comes with the fix of another thread";
  return Later;
}

void LooseThreads::addDetach(const CXXMemberCallExpr &Detach, const HandleEvents &Events,
                             const HeldThreads &Of, const Place &At) {
  const Expr *Object = peel(Detach.getImplicitObjectArgument());
  const auto *Holder = dyn_cast_or_null<VarDecl>(namedBy(Object));
  HeldThreads Threads = Of;
  if (Holder) {
    Threads.Holders = {Holder};
    for (const HandleEvents::Start &Each : Events.starts())
      if (Each.Var == Holder)
        Threads.Starts.push_back({Holder, Each.Made});
  } else {
    Threads.Starts = {{nullptr, Object}};
  }
  if (Threads.Starts.size() != 1)
    return;
  const Expr &Made = *Threads.Starts.front().Made;
  const SourceLocation Loc = writtenAt(Detach.getExprLoc(), Sources);
  OwnersAt[Loc].ToDetached = detachedToProcess(Threads, Context);
  if (const CXXRecordDecl *Owner = isOfObject(Made) ? ownerAt(At) : nullptr)
    OwnersAt[Loc].ToMember = memberFor(Threads, *Owner);
  Threads.Detached = true;
  Threads.Block = blockForGroup(Made, *Threads.Body);
  if (!Threads.Block || !usesScope(Made))
    return;
  auto *Same =
      llvm::find_if(Scopes, [&](const Scope &Each) { return Each.Threads.Block == Threads.Block; });
  if (Same == Scopes.end()) {
    Scopes.push_back({std::move(Threads), Loc});
    return;
  }
  Same->Threads.Holders.append(Threads.Holders);
  Same->Threads.Starts.append(Threads.Starts);
  OwnersAt[Loc].ToGroup.Withheld = "it goes with the fix of the thread above";
}

/// Makes a group for each block that should own detached threads.
void LooseThreads::addScopes() {
  for (Scope &Each : Scopes) {
    const Stmt *Sleep = Each.Threads.Wait = sleepAfter(Each.Threads);
    Rewrite &ToGroup = OwnersAt[Each.First].ToGroup;
    ToGroup = threadsToGroup(Each.Threads, Names, Context);
    ToGroup.Spawns = spawnsOf(Each.Threads);
    if (Sleep)
      ToGroup.Sleep = Sleep->getBeginLoc();
    Each.Threads.GroupName = ToGroup.GroupName;
    OfBody.push_back({std::move(Each.Threads), ToGroup.Spawns});
  }
  Scopes.clear();
}

void LooseThreads::addBody(const Stmt &Body, const HandleEvents &Events, const Place &At) {
  OfBody.clear();
  HeldThreads Threads;
  Threads.Body = &Body;
  Threads.InTemplate = At.Dependent || At.Instantiated;
  for (UnjoinedThread &Thread : Found.Unjoined)
    if (!Thread.ToGroup.isPossible() && Thread.ToGroup.Withheld.empty())
      addUnjoined(Thread, Events, Threads);
  for (const CXXMemberCallExpr *Detach : Detaches(Body).Found)
    addDetach(*Detach, Events, Threads, At);
  addScopes();
}

void LooseThreads::addCall(const CallExpr &Call, const Place &At) {
  const CallExpr *Detach = callOf(&Call, {"::sc::detached"});
  const auto *Reason =
      Detach ? dyn_cast<StringLiteral>(Detach->getArg(0)->IgnoreParenImpCasts()) : nullptr;
  if (!Reason || !Reason->isOrdinary() || !Reason->getString().starts_with("TODO"))
    return;
  DetachSite Site;
  Site.What = DetachSite::Kind::Unsaid;
  Site.Loc = Reason->getBeginLoc();
  Site.Range = Reason->getSourceRange();
  Site.In = At.In;
  Found.Detaches.push_back(std::move(Site));
}

void LooseThreads::resolve() {
  for (DetachSite &Site : Found.Detaches)
    if (const auto Known = OwnersAt.find(writtenAt(Site.Loc, Sources)); Known != OwnersAt.end()) {
      Site.ToGroup = Known->second.ToGroup;
      Site.ToMember = Known->second.ToMember;
      Site.ToDetached = Known->second.ToDetached;
    }
}

} // namespace clang::tidy::structured
