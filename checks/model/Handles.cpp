#include "Handles.h"
#include "Assertions.h"
#include "Classes.h"
#include "Expressions.h"
#include "Holds.h"
#include "Work.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

void Handles::keep(const Expr *Value, Handle::Kind What, const ValueDecl *By) {
  if (!Value)
    return;
  Handle Result;
  Result.What = What;
  if (By) {
    Result.Name = By->getNameAsString();
    Result.Declared = By->getLocation();
  }
  Value = peel(Value);
  Keepers[Value] = {Result, By};
  // A moved handle takes its work with it.
  if (const auto *From = dyn_cast_or_null<DeclRefExpr>(Value); From && By)
    if (auto Moved = StartedIn.find(From->getDecl()); Moved != StartedIn.end()) {
      const auto Started = Moved->second;
      StartedIn[By].append(Started);
    }
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
  if (const SpawnApi *Api = Table.Spawns.find(Constructor->getParent()))
    addSpawn(Construct, *Api, llvm::ArrayRef(Construct.getArgs(), Construct.getNumArgs()), At);
}

/// True if \p E says PTHREAD_CREATE_DETACHED: a macro, or an enumerator, or both.
static bool isDetachedState(const Expr &E, const ASTContext &Context) {
  static constexpr llvm::StringLiteral Name = "PTHREAD_CREATE_DETACHED";
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  if (Ref && Ref->getDecl()->getIdentifier() && Ref->getDecl()->getName() == Name)
    return true;
  const SourceLocation Loc = E.getBeginLoc();
  return Loc.isMacroID() && Lexer::getImmediateMacroName(Loc, Context.getSourceManager(),
                                                         Context.getLangOpts()) == Name;
}

void Handles::addCall(const CallExpr &Call, const Place &At) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee)
    return;
  PendingDetach Detach;
  if (const SpawnApi *Api = Table.Spawns.find(Callee)) {
    addSpawn(Call, *Api, llvm::ArrayRef(Call.getArgs(), Call.getNumArgs()), At);
    if (const CXXRecordDecl *Record = Call.getType()->getAsCXXRecordDecl())
      ReturnedHandles.insert(Record->getCanonicalDecl());
  } else if (Table.DetachingFunctions.find(Callee) && Call.getNumArgs() == 1) {
    Detach.Site.What = DetachSite::Kind::Function;
    Detach.Object = Call.getArg(0);
  } else if (Table.DetachStateFunctions.find(Callee) && Call.getNumArgs() == 2 &&
             isDetachedState(*Call.getArg(1), Context)) {
    Detach.Site.What = DetachSite::Kind::Attribute;
    Detach.Object = Call.getArg(0);
  }
  if (Detach.Object)
    addDetach(std::move(Detach), Call.getBeginLoc(), Call.getSourceRange(), At);
}

void Handles::addSpawn(const Expr &E, const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args,
                       const Place &At) {
  auto [Known, New] = SpawnAt.try_emplace(E.getBeginLoc(), Found.Spawns.size());
  SpawnOf[&E] = Known->second;
  if (!New)
    return;
  SpawnSite Site;
  Site.Api = Api.Name;
  Site.Dropped = Api.Dropped;
  Site.Loc = E.getBeginLoc();
  Site.Range = E.getSourceRange();
  Site.In = At.In;
  describeHandle(Site, E, Api, Args, {Known->second, At.Number});
  describeWork(Site, Api, Args);
  Found.Spawns.push_back(std::move(Site));
}

void Handles::describeHandle(SpawnSite &Site, const Expr &E, const SpawnApi &Api,
                             llvm::ArrayRef<const Expr *> Args, StartedAs Started) {
  auto Named = [&](std::optional<unsigned> Index) {
    return Index && *Index < Args.size() ? namedBy(Args[*Index]) : nullptr;
  };
  if (const ValueDecl *Attribute = Named(Api.Attribute))
    StartedWith[Attribute].push_back(Started);
  if (const ValueDecl *Out = Named(Api.HandleOut)) {
    Site.Result = {Handle::Kind::OutParameter, Out->getNameAsString(), Out->getLocation()};
    StartedIn[Out].push_back(Started);
  }
  if (auto Keeper = Keepers.find(&E); Keeper != Keepers.end()) {
    Site.Result = Keeper->second.first;
    if (Keeper->second.second)
      StartedIn[Keeper->second.second].push_back(Started);
  }
}

/// Where the work shares the object whose member function starts it, that
/// object lives as long as the work.
static void markKeptAlive(SpawnSite &Site) {
  auto Shares = [](const Held &H) { return H.SharesThis; };
  if (llvm::none_of(Site.Work.Captures, Shares) && llvm::none_of(Site.Arguments, Shares))
    return;
  for (std::vector<Held> *All : {&Site.Work.Captures, &Site.Arguments})
    for (Held &H : *All)
      H.KeptAlive = H.How == Hold::This || H.OfThis;
}

void Handles::describeWork(SpawnSite &Site, const SpawnApi &Api,
                           llvm::ArrayRef<const Expr *> Args) {
  while (!Args.empty() &&
         Table.Policies.find(Args.front()->IgnoreParenImpCasts()->getType()->getAsTagDecl()))
    Args = Args.drop_front();
  if (Api.Callable >= Args.size())
    return;
  Site.Work = describeCallable(Args[Api.Callable], Context);
  for (const Expr *Arg : Args.drop_front(Api.Callable + 1))
    if (!isa<CXXDefaultArgExpr>(Arg))
      Site.Arguments.push_back(describeArgument(Arg, Context));
  markKeptAlive(Site);
}

//===-- What is given up ----------------------------------------------------===//

/// \p Method's class, if \p Method is named detach and takes nothing, or null.
static const CXXRecordDecl *detachedClass(const CXXMethodDecl *Method) {
  const bool Detach = Method && Method->getIdentifier() && Method->getName() == "detach" &&
                      Method->getNumParams() == 0;
  return Detach ? Method->getParent()->getCanonicalDecl() : nullptr;
}

void Handles::addDetachCall(const CXXMemberCallExpr &Call, const Place &At) {
  PendingDetach Detach;
  Detach.Record = detachedClass(Call.getMethodDecl());
  if (!Detach.Record)
    return;
  // What is expected to fail detaches nothing.
  if (isAsserted(Call.getExprLoc(), {"T_THROW", "E_THROW", "K_THROW", "ANY_THROW", "_DEATH"},
                 Context))
    return;
  Detach.Object = Call.getImplicitObjectArgument();
  const QualType Object = Detach.Object->IgnoreParenImpCasts()->getType();
  const CXXRecordDecl *Class = Object->isPointerType() ? Object->getPointeeCXXRecordDecl()
                                                       : Object->getAsCXXRecordDecl();
  if (Class && isOwner(*Class, Table))
    return;
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
  Detach.InFunction = At.Number;
  Detach.SpawnsBefore = Found.Spawns.size();
  Detaches.push_back(std::move(Detach));
}

bool Handles::isHandleClass(const CXXRecordDecl *Record) const {
  return Table.Spawns.find(Record) || ReturnedHandles.contains(Record);
}

/// The spawns that \p Detach gives up, as far as its function shows them.
std::vector<size_t> Handles::spawnsOf(const PendingDetach &Detach) const {
  if (auto Direct = SpawnOf.find(peel(Detach.Object)); Direct != SpawnOf.end())
    return {Direct->second};
  const bool ByAttribute = Detach.Site.What == DetachSite::Kind::Attribute;
  const Starts &Started = ByAttribute ? StartedWith : StartedIn;
  std::vector<size_t> Spawns;
  if (auto Through = Started.find(namedBy(Detach.Object)); Through != Started.end())
    for (const StartedAs &Start : Through->second)
      if (Start.InFunction == Detach.InFunction &&
          (Start.Spawn < Detach.SpawnsBefore || ByAttribute))
        Spawns.push_back(Start.Spawn);
  return Spawns;
}

void Handles::resolveDetaches() {
  for (PendingDetach &Detach : Detaches) {
    if (Detach.Record && !isHandleClass(Detach.Record))
      continue;
    if (!DetachAt.insert(writtenAt(Detach.Site.Loc, Sources)).second)
      continue;
    Detach.Site.Spawns = spawnsOf(Detach);
    Found.Detaches.push_back(std::move(Detach.Site));
  }
}

} // namespace clang::tidy::structured
