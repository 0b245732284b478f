#include "Handles.h"
#include "Assertions.h"
#include "CHandles.h"
#include "Classes.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "Joiners.h"
#include "Notifications.h"
#include "ObjectCounts.h"
#include "OwnThreads.h"
#include "ThreadStarters.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

/// What a test's assertion says that expects an error, or the program to end.
static constexpr llvm::StringRef Failures[] = {"T_THROW", "E_THROW", "K_THROW", "ANY_THROW",
                                               "_DEATH"};

void Handles::keep(const Expr *Value, Handle::Kind What, const ValueDecl *By) {
  if (!Value)
    return;
  Handle Result;
  Result.What = What;
  if (By) {
    Result.Name = By->getNameAsString();
    Result.Declared = By->getLocation();
  }
  // A moved handle takes its work with it.
  const QualType T = Value->getType(); // None, if a template leaves it open.
  const bool Moved = !Value->isLValue() && !T.isNull() && !T->isPointerType();
  Value = peel(Value);
  Keepers[Value] = {Result, By};
  StartedIn.pass(namedBy(Value), By, Moved ? Starts::Pass::Move : Starts::Pass::Alias);
}

void Handles::keepElements(const Expr *Range, const VarDecl &Element) {
  StartedIn.pass(namedBy(Range), &Element, Starts::Pass::Alias);
}

void Handles::drop(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  E = E ? peel(E) : nullptr;
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(E)) // To void.
    E = peel(Cast->getSubExpr());
  if (const auto *New = dyn_cast_or_null<CXXNewExpr>(E); New && New->getConstructExpr())
    E = New->getConstructExpr();
  if (E)
    Dropped.insert(E);
}

const Expr *Handles::startJoinedBy(const Expr &E) const {
  const Expr *Given = JoinedBy.lookup(&E);
  return Given && spawnOf(*Given) ? Given : nullptr;
}

std::optional<size_t> Handles::spawnOf(const Expr &E) const {
  const auto Known = SpawnOf.find(&E);
  return Known == SpawnOf.end() ? std::nullopt : std::optional(Known->second);
}

const Expr *Handles::startIn(const Stmt &S) const {
  if (const auto *E = dyn_cast<Expr>(&S); E && spawnOf(*E))
    return E;
  if (isa<LambdaExpr>(S))
    return nullptr;
  for (const Stmt *Child : S.children())
    if (const Expr *Started = Child ? startIn(*Child) : nullptr)
      return Started;
  return nullptr;
}

void Handles::addVariable(const VarDecl &Var) {
  if (Var.isFileVarDecl() || isInMainFile(Var.getLocation(), Sources))
    Exits.addVariable(Var);
}

void Handles::keepOnHeap(const CXXNewExpr &New) {
  const auto Pointer = Keepers.find(&New);
  const ValueDecl *By = Pointer == Keepers.end() ? nullptr : Pointer->second.second;
  keep(New.getConstructExpr(), Handle::Kind::Heap, By);
}

//===-- What is started -----------------------------------------------------===//

void Handles::addConstruction(const CXXConstructExpr &Construct, const Place &At) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  if (Construct.getNumArgs() == 0 || Constructor->isCopyOrMoveConstructor())
    return;
  if (const Expr *Given = givenToJoiner(&Construct, Table)) {
    JoinedBy[&Construct] = Given;
    Joined.insert(Given);
    if (const auto Keeper = Keepers.find(&Construct); Keeper != Keepers.end())
      Keepers.try_emplace(Given, Keeper->second);
  } else if (const SpawnApi *Api = Table.Spawns.find(Constructor->getParent()))
    addSpawn(Construct, *Api, llvm::ArrayRef(Construct.getArgs(), Construct.getNumArgs()), At);
}

/// True if \p E says PTHREAD_CREATE_DETACHED: a macro, or an enumerator, or both.
static bool isDetachedState(const Expr &E, const ASTContext &Context) {
  static constexpr llvm::StringLiteral Name = "PTHREAD_CREATE_DETACHED";
  const Expr *State = E.IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(State);
  if (Ref && nameOf(Ref->getDecl()) == Name)
    return true;
  const SourceLocation Loc = State->getBeginLoc();
  return Loc.isMacroID() && Lexer::getImmediateMacroName(Loc, Context.getSourceManager(),
                                                         Context.getLangOpts()) == Name;
}

void Handles::addCall(const CallExpr &Call, const Place &At) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee)
    return;
  addEmplacement(Call, At);
  if (isInMainFile(Call.getExprLoc(), Sources))
    Exits.addCall(Call);
  PendingDetach Detach;
  if (Table.Notifiers.find(Callee)) {
    addNotified(Call, At);
  } else if (const std::optional<SpawnApi> Api = Apis.startedBy(Call)) {
    Posts[&Call] = {executorOf(Call, *Api), structured::contextOf(Call, *Api)};
    addSpawn(Call, *Api, givenTo(Call), At);
    if (Table.Spawns.find(Callee))
      Classes.addReturned(Call);
    llvm::ArrayRef<const Expr *> Rest = givenTo(Call);
    if (Dropped.contains(&Call) && threadStartedBy(*Callee) &&
        !mayTellItself(Works.callableOf(*Api, Rest)))
      Untaken.insert(SpawnOf[&Call]);
  } else if (Table.JoiningFunctions.find(Callee) && Call.getNumArgs()) {
    StartedIn.giveUp(namedBy(Call.getArg(0)));
  } else if (Table.DetachingFunctions.find(Callee) && Call.getNumArgs() == 1) {
    Detach.Site.What = DetachSite::Kind::Function;
    Detach.Site.BeforeProcessEnd = Ends.follow(Call);
    Detach.Object = Call.getArg(0);
  } else if (Table.DetachStateFunctions.find(Callee) && Call.getNumArgs() == 2 &&
             isDetachedState(*Call.getArg(1), Context)) {
    Detach.Site.What = DetachSite::Kind::Attribute;
    Detach.Object = Call.getArg(0);
  }
  if (Detach.Object)
    addDetach(std::move(Detach), Call.getBeginLoc(), Call.getSourceRange(), At);
}

/// A timer, or a queue of messages, runs what it was told in threads of its own.
void Handles::addNotified(const CallExpr &Call, const Place &At) {
  const std::optional<NotifiedWork> Work =
      At.Function ? notifiedBy(Call, *At.Function) : std::nullopt;
  if (!Work)
    return;
  SpawnApi Api{spelledName(*calleeOf(&Call)), OnDrop::Detaches};
  Api.OwnThread = true;
  Api.Posted = Posting::OnEvent;
  llvm::SmallVector<const Expr *> Args = {Work->Function};
  if (Work->Value)
    Args.push_back(Work->Value);
  if (Call.getNumArgs() > 2) { // A timer has a handle.
    Args.insert(Args.begin(), Call.getArg(2));
    Api.HandleOut = 0;
    Api.Callable = 1;
  }
  addSpawn(Call, Api, Args, At);
}

/// True if the name of \p Function tells which function is meant.
static bool isOnlyOfItsName(const FunctionDecl &Function) {
  return Function.getDeclContext()
      ->getRedeclContext()
      ->lookup(Function.getDeclName())
      .isSingleResult();
}

void Handles::addStarter(const FunctionDecl &Function) {
  if (!Function.isExternallyVisible() || !Function.getBody() || !isOnlyOfItsName(Function))
    return;
  const std::optional<SpawnApi> Api = Apis.passedOnBy(Function);
  std::string Name = Api ? fullNameOf(Function) : "";
  if (!Name.empty())
    Found.Starters.push_back(
        {std::move(Name), Api->Callable, Api->Rethrown || Api->Posted == Posting::OnEvent});
}

void Handles::addEmplacement(const CallExpr &Call, const Place &At) {
  const std::optional<Emplacement> Made = emplacementBy(Call, Table);
  const ValueDecl *Into = Made && Made->Container ? namedBy(Made->Container) : nullptr;
  if (Made && Made->Ready) {
    keep(Made->Args.front(), Handle::Kind::Variable, Into);
  } else if (Made) {
    addSpawn(Call, *Made->Api, Made->Args, At);
    StartedIn.start(Into, SpawnOf[&Call], At.Number);
  }
}

void Handles::addSpawn(const Expr &E, const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args,
                       const Place &At) {
  auto [Known, New] = SpawnAt.try_emplace(E.getBeginLoc(), Found.Spawns.size());
  SpawnOf[&E] = Known->second;
  if (!New) {
    // Of what is made from a template, one that may throw is enough.
    if (const Expr *Work = Works.callableOf(Api, Args))
      if (ThrowEvidence Throws = Throwing.ofCallable(Work);
          Throws.What > Found.Spawns[Known->second].Work.Throws.What)
        Found.Spawns[Known->second].Work.Throws = std::move(Throws);
    return;
  }
  SpawnSite Site;
  Site.Api = Api.Name;
  Site.Dropped = Joined.contains(&E) ? OnDrop::Blocks : Api.Dropped;
  // A class that starts work and waits for threads runs the work in one.
  const auto *Made = dyn_cast<CXXConstructExpr>(&E);
  Site.OwnThread =
      Api.OwnThread || (Made && Table.Joiners.find(Made->getConstructor()->getParent()));
  Site.Posted = Api.Posted;
  Site.Loc = E.getBeginLoc();
  Site.Range = E.getSourceRange();
  Site.In = At.In;
  describeHandle(Site, E, Api, Args, At);
  Works.describeWork(Site, Api, Args, At);
  if (const auto *Call = dyn_cast<CallExpr>(&E); Call && Api.Posted != Posting::No)
    Works.describePost(Site, Posts[&E], *Call, Api, Args, At);
  Found.Spawns.push_back(std::move(Site));
}

/// True if the handle of what \p E starts is dropped, leaked, or kept \p By a
/// variable that nothing says again. A handle that blocks has waited.
bool Handles::isLost(const Expr &E, const SpawnSite &Site, const ValueDecl *By,
                     const Place &At) const {
  const bool Heap = Site.Result.What == Handle::Kind::Heap;
  const bool Notified = Site.OwnThread && Site.Posted == Posting::OnEvent;
  if (Site.Result.What == Handle::Kind::OutParameter || Notified ||
      (Site.Dropped == OnDrop::Blocks && !Heap))
    return false;
  // Who has the executor may wait for all that it runs.
  if (const Expr *Runner = runnerOf(E); Runner && Site.Posted != Posting::No)
    return Dropped.contains(&E) && isGivenByFunction(Runner);
  if (Dropped.contains(&E))
    return Heap || Site.Dropped == OnDrop::Detaches ||
           (isa<CXXConstructExpr>(E) && !isAsserted(E.getExprLoc(), Failures, Context));
  const auto *Var = dyn_cast_or_null<VarDecl>(By);
  return Var && Var->isLocalVarDecl() && !Var->isStaticLocal() && !Var->isReferenced() &&
         !At.Instantiated;
}

void Handles::describeHandle(SpawnSite &Site, const Expr &E, const SpawnApi &Api,
                             llvm::ArrayRef<const Expr *> Args, const Place &At) {
  const size_t Spawn = Found.Spawns.size();
  auto Named = [&](std::optional<unsigned> Index) {
    return Index && *Index < Args.size() ? namedBy(Args[*Index]) : nullptr;
  };
  StartedWith.start(Named(Api.Attribute), Spawn, At.Number);
  if (const ValueDecl *Out = Named(Api.HandleOut)) {
    Site.Result = {Handle::Kind::OutParameter, Out->getNameAsString(), Out->getLocation()};
    StartedIn.start(Out, Spawn, At.Number);
    llvm::ArrayRef<const Expr *> Rest = Args;
    const Expr *Work = Works.callableOf(Api, Rest);
    if (const VarDecl *Var = localWrittenTo(*Args[*Api.HandleOut]);
        Var && !mayTellItself(Work) && Api.Posted == Posting::No)
      WrittenTo[Spawn] = Var;
  }
  const ValueDecl *By = nullptr;
  if (auto Keeper = Keepers.find(&E); Keeper != Keepers.end()) {
    Site.Result = Keeper->second.first;
    By = Keeper->second.second;
    StartedIn.start(By, Spawn, At.Number);
  }
  Site.Lost = isLost(E, Site, By, At);
}

//===-- What is given up ----------------------------------------------------===//

/// \p Method's class, if \p Method is named detach and takes nothing, or null.
static const CXXRecordDecl *detachedClass(const CXXMethodDecl *Method) {
  const bool Detach = nameOf(Method) == "detach" && Method->getNumParams() == 0;
  return Detach ? Method->getParent()->getCanonicalDecl() : nullptr;
}

void Handles::addJoinCall(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (nameOf(Method) == "join" && Call.getNumArgs() == 0)
    StartedIn.giveUp(namedBy(Call.getImplicitObjectArgument()));
}

void Handles::addBranch(const IfStmt &If) {
  forEachCallOfOwnThread(If, [&](const CXXMemberCallExpr &Call) { OfOwnThread.insert(&Call); });
}

void Handles::addDetachCall(const CXXMemberCallExpr &Call, const Place &At) {
  PendingDetach Detach;
  Detach.Record = detachedClass(Call.getMethodDecl());
  if (!Detach.Record || OfOwnThread.contains(&Call))
    return;
  // What is expected to fail detaches nothing.
  if (isAsserted(Call.getExprLoc(), Failures, Context))
    return;
  Detach.Object = Call.getImplicitObjectArgument();
  const QualType Object = Detach.Object->IgnoreParenImpCasts()->getType();
  const CXXRecordDecl *Class =
      Object->isPointerType() ? Object->getPointeeCXXRecordDecl() : Object->getAsCXXRecordDecl();
  if (Class && isOwner(*Class, Table))
    return;
  Detach.Site.BeforeProcessEnd = Ends.follow(Call);
  addDetach(std::move(Detach), Call.getExprLoc(), Call.getSourceRange(), At);
}

void Handles::addDetachPointer(const UnaryOperator &Op, const Place &At) {
  const auto *Ref = Op.getOpcode() == UO_AddrOf ? dyn_cast<DeclRefExpr>(Op.getSubExpr()) : nullptr;
  PendingDetach Detach;
  Detach.Record = detachedClass(Ref ? dyn_cast<CXXMethodDecl>(Ref->getDecl()) : nullptr);
  if (!Detach.Record)
    return;
  Detach.Site.What = DetachSite::Kind::Pointer;
  addDetach(std::move(Detach), Ref->getLocation(), Op.getSourceRange(), At);
}

void Handles::addDetach(PendingDetach Detach, SourceLocation Loc, SourceRange Range,
                        const Place &At) {
  Detach.Site.Loc = Loc;
  Detach.Site.Range = Range;
  Detach.Site.In = At.In;
  Detach.At = At;
  addWaitAtEnd(At.Member, Detach.Site);
  if (Detach.Object && Detach.Site.What != DetachSite::Kind::Attribute) {
    const ValueDecl *GivenUp = namedBy(Detach.Object);
    Detach.Round = StartedIn.round(GivenUp);
    StartedIn.giveUp(GivenUp);
  }
  Detaches.push_back(std::move(Detach));
}

/// False for a detach() of what stands for no work, and for a thread that lets
/// go of itself as it ends.
bool Handles::isDetach(const PendingDetach &Detach) {
  if (Detach.Record)
    return Classes.contains(Detach.Record);
  const auto *Call = dyn_cast_or_null<CallExpr>(Detach.Object ? peel(Detach.Object) : nullptr);
  const bool Itself = Call && givesOwnHandle(*Call);
  return !Itself || !Exits.include(Detach.At.Function);
}

/// The spawns that \p Detach gives up, as far as its function shows them.
std::vector<size_t> Handles::spawnsOf(const PendingDetach &Detach) const {
  if (auto Direct = SpawnOf.find(peel(Detach.Object)); Direct != SpawnOf.end())
    return {Direct->second};
  const ValueDecl *Through = namedBy(Detach.Object);
  if (Detach.Site.What == DetachSite::Kind::Attribute)
    return StartedWith.startedIn(Through, 0, Detach.At.Number);
  return StartedIn.startedIn(Through, Detach.Round, Detach.At.Number);
}

/// True if the handle of \p Spawn is on the heap and nothing keeps the pointer, is
/// returned and nothing takes it, or is in a variable that only the function names
/// that has written it there.
bool Handles::isLeak(size_t Spawn) const {
  const SpawnSite &Site = Found.Spawns[Spawn];
  if (Site.Detached || !Site.OwnThread)
    return false;
  if (Untaken.contains(Spawn))
    return true;
  const auto Written = WrittenTo.find(Spawn);
  return Written == WrittenTo.end() ? Site.Lost && Site.Result.What == Handle::Kind::Heap
                                    : isForgotten(*Written->second, Context);
}

/// What nothing can reach any more, nothing can join.
void Handles::addLeaks() {
  for (size_t Spawn = 0; Spawn < Found.Spawns.size(); ++Spawn) {
    if (!isLeak(Spawn))
      continue;
    SpawnSite &Leaked = Found.Spawns[Spawn];
    Leaked.Lost = Leaked.Detached = true;
    DetachSite Site;
    Site.What = DetachSite::Kind::Leak;
    Site.Loc = Leaked.Loc;
    Site.Range = Leaked.Range;
    Site.In = Leaked.In;
    Site.Spawns = {Spawn};
    Found.Detaches.push_back(std::move(Site));
  }
}

void Handles::resolveDetaches() {
  for (PendingDetach &Detach : Detaches) {
    if (!isDetach(Detach))
      continue;
    auto [Known, New] =
        DetachAt.try_emplace(writtenAt(Detach.Site.Loc, Sources), Found.Detaches.size());
    if (New)
      Found.Detaches.push_back(std::move(Detach.Site));
    // What a template leaves open, what is made from it may tell.
    if (DetachSite &Site = Found.Detaches[Known->second]; Site.Spawns.empty())
      Site.Spawns = spawnsOf(Detach);
    for (size_t Spawn : Found.Detaches[Known->second].Spawns)
      Found.Spawns[Spawn].Lost = Found.Spawns[Spawn].Detached = true;
  }
  addLeaks();
}

} // namespace clang::tidy::structured
