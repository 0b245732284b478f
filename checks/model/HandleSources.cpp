#include "HandleSources.h"
#include "Callables.h"
#include "Classes.h"
#include "Expressions.h"
#include "FutureOrigins.h"
#include "ReturnedValues.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

/// The initial_suspend() of the promise of \p Record, if \p Record is the type
/// of a coroutine, or null.
static const CXXMethodDecl *initialSuspend(const CXXRecordDecl &Record, ASTContext &Context) {
  const auto Found = Record.lookup(&Context.Idents.get("promise_type"));
  const auto *Type = Found.empty() ? nullptr : dyn_cast<TypeDecl>(Found.front());
  const CXXRecordDecl *Promise =
      Type ? Context.getTypeDeclType(Type)->getAsCXXRecordDecl() : nullptr;
  if (!Promise)
    return nullptr;
  for (const CXXRecordDecl *Class : withBases(*Promise))
    for (const NamedDecl *Member : Class->lookup(&Context.Idents.get("initial_suspend")))
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member))
        return Method;
  return nullptr;
}

/// Where a coroutine of type \p Record says that it waits for its first await
/// to start: it can be awaited, and it is suspended at the start, always.
static SourceLocation lazyAt(const CXXRecordDecl &Record, ASTContext &Context) {
  const CXXMethodDecl *Suspend = initialSuspend(Record, Context);
  const CXXRecordDecl *Returned =
      Suspend ? Suspend->getReturnType()->getAsCXXRecordDecl() : nullptr;
  if (!Returned || !(isNamed(*Returned, "::std::suspend_always") ||
                     isNamed(*Returned, "::std::experimental::suspend_always")))
    return {};
  const bool Awaitable = hasMember(Record, &Context.Idents.get("await_ready")) ||
                         hasMember(Record, Context.DeclarationNames.getCXXOperatorName(OO_Coawait));
  return Awaitable ? Suspend->getLocation() : SourceLocation();
}

std::optional<HandleSources::OfType> HandleSources::findTypeOf(const CXXRecordDecl &Record) const {
  if (const OnDrop *Listed = Table.Futures.find(&Record))
    return OfType{*Listed, {}};
  for (const CXXRecordDecl *Class : withBases(Record))
    if (const OnDrop *Listed = Table.Futures.find(Class))
      return OfType{*Listed, {}};
  if (!Record.hasDefinition())
    return std::nullopt;
  const CXXRecordDecl &Defined = *Record.getDefinition();
  if (SourceLocation Lazy = lazyAt(Defined, Context); Lazy.isValid())
    return OfType{OnDrop::NeverRuns, Lazy};
  if (hasMember(Defined, &Context.Idents.get("sender_concept")))
    return OfType{OnDrop::NeverRuns, {}};
  return std::nullopt;
}

std::optional<HandleSources::OfType> HandleSources::typeOf(const CXXRecordDecl *Record) {
  if (!Record)
    return std::nullopt;
  auto [Known, New] = Types.try_emplace(Record);
  if (New)
    Known->second = findTypeOf(*Record);
  return Known->second;
}

/// True if somebody waits for what \p Callee starts, or answers for it.
bool HandleSources::isAnsweredFor(const FunctionDecl &Callee) const {
  if (Table.Discardable.find(&Callee) || hasAnnotation(Callee, "sc::discardable"))
    return true;
  if (const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate();
      Template && hasAnnotation(*Template->getTemplatedDecl(), "sc::discardable"))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && isOwner(*Method->getParent(), Table);
}

bool HandleSources::mayBeDropped(const FunctionDecl &Callee, const CXXRecordDecl *Returned) const {
  return isAnsweredFor(Callee) || Table.Promised.find(&Callee) || Table.Ready.find(&Callee) ||
         (Returned && hasAnnotation(*Returned, "sc::discardable"));
}

/// True if \p Work holds an object of its own of whose class \p Is is true.
static bool owns(const LambdaExpr &Work, llvm::function_ref<bool(const CXXRecordDecl &)> Is) {
  return llvm::any_of(Work.captures(), [&](const LambdaCapture &Capture) {
    if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByCopy)
      return false;
    const CXXRecordDecl *Class = Capture.getCapturedVar()->getType()->getAsCXXRecordDecl();
    return Class && Is(*Class);
  });
}

/// True if a lambda that \p Call is given holds what makes somebody wait for it.
static bool isWaitedFor(const CallExpr &Call, const SpawnTable &Table) {
  return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    const LambdaExpr *Work = lambdaOf(Arg);
    return Work && owns(*Work, [&](const CXXRecordDecl &Class) {
             return Table.Entries.find(&Class) != nullptr;
           });
  });
}

static bool throwsIn(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) &&
         (isa<CXXThrowExpr>(S) || llvm::any_of(S->children(), throwsIn));
}

/// True if \p Call continues work with what is told every error of it, and makes none of its own:
/// it throws nothing, and starts no other work.
static bool endsErrors(const CallExpr &Call, const SpawnTable &Table) {
  const Continuation Last = continuation(&Call, Table);
  const FunctionDecl *Run = Last.TakesErrors ? calledBy(Last.Work) : nullptr;
  return Last.TakesErrors &&
         !(Run && (isFuture(Run->getReturnType(), Table) || throwsIn(Run->getBody()) ||
                   llvm::any_of(returnedBy(Run->getBody()), [&](const Expr *Value) {
                     return isFuture(Value->getType(), Table);
                   })));
}

/// True if \p Call continues work by telling a promise how it has ended: who has the promise's
/// future waits.
static bool tellsPromise(const CallExpr &Call, const SpawnTable &Table) {
  const Continuation Last = continuation(&Call, Table);
  const LambdaExpr *Work = Last.TakesErrors ? lambdaOf(Last.Work) : nullptr;
  return Work && owns(*Work, [&](const CXXRecordDecl &Class) {
           return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
             return Table.Promised.find(Method) != nullptr;
           });
         });
}

/// True if somebody answers for the work of \p Call, or for that which it continues.
bool HandleSources::isAnsweredFor(const CallExpr &Call) const {
  if (tellsPromise(Call, Table))
    return true;
  const Expr *E = &Call;
  while (const auto *Step = dyn_cast_or_null<CallExpr>(E)) {
    const FunctionDecl *Callee = calleeOf(Step);
    if ((Callee && isAnsweredFor(*Callee)) || isWaitedFor(*Step, Table))
      return true;
    E = peel(continuation(Step, Table).Before);
  }
  return false;
}

void HandleSources::refineByBody(DiscardSite &Site, const FunctionDecl &Callee) const {
  const Stmt *Body = Site.Dropped == OnDrop::BlocksOrDetaches ? bodyInMainFile(Callee) : nullptr;
  if (!Body)
    return;
  const FutureOrigin Origin(Body);
  if (!Origin.Others.empty() || Origin.Promise != Origin.Asyncs.empty())
    return;
  Site.Dropped = Origin.Promise ? OnDrop::Detaches : OnDrop::Blocks;
  if (Origin.Promise)
    return;
  Site.StdAsync = true;
  Site.StartedAt = Origin.Asyncs.front()->getBeginLoc();
  refineByPolicy(Site, Origin.Asyncs);
}

void HandleSources::refineByPolicy(DiscardSite &Site,
                                   llvm::ArrayRef<const CallExpr *> Asyncs) const {
  switch (launchPolicy(Asyncs, Context)) {
  case LaunchPolicy::Async:
    break;
  case LaunchPolicy::Deferred:
    Site.Dropped = OnDrop::NeverRuns;
    break;
  case LaunchPolicy::Either:
    Site.MayBeDeferred = true;
    break;
  }
}

void HandleSources::describeMaker(DiscardSite &Site, const FunctionDecl &Callee) const {
  if (isLambdaCallOperator(&Callee))
    Site.By = DiscardSite::Maker::Lambda;
  else
    Site.Source = spelledName(Callee);
}

/// Says in \p Site what the class tells that \p Callee returns. Returns false if
/// it tells of no work.
bool HandleSources::describeResult(DiscardSite &Site, const FunctionDecl &Callee,
                                   const CXXRecordDecl *Returned) {
  const std::optional<OfType> Type = typeOf(Returned);
  if (!Type)
    return false;
  Site.Dropped = Type->Dropped;
  Site.SuspendedAt = Type->SuspendedAt;
  Site.DeclaredAt = Callee.getCanonicalDecl()->getLocation();
  refineByBody(Site, Callee);
  return true;
}

std::optional<DiscardSite> HandleSources::discardOfResult(const FunctionDecl &Callee,
                                                          SourceLocation From) {
  const CXXRecordDecl *Returned = Callee.getReturnType()->getAsCXXRecordDecl();
  DiscardSite Site;
  if (mayBeDropped(Callee, Returned) || !describeResult(Site, Callee, Returned) ||
      Ready.returnsReady(Callee, From))
    return std::nullopt;
  describeMaker(Site, Callee);
  Site.Handle = spelledType(Callee.getReturnType(), Context);
  return Site;
}

std::optional<DiscardSite> HandleSources::discardOfCall(const CallExpr &Call, bool Instantiated) {
  const FunctionDecl *Callee = calleeOf(&Call);
  const CXXRecordDecl *Record = Call.isPRValue() ? Call.getType()->getAsCXXRecordDecl() : nullptr;
  if (!Callee || mayBeDropped(*Callee, Record))
    return std::nullopt;
  DiscardSite Site;
  describeMaker(Site, *Callee);
  if (const SpawnApi *Api = Table.Spawns.find(Callee)) {
    // In a template the type of a call is left open, though not that of the function.
    if (Api->Posted != Posting::No || Api->HandleOut || !Call.isPRValue() ||
        Call.getType()->isVoidType() || Callee->getReturnType()->isVoidType())
      return std::nullopt;
    Site.Dropped = Api->Dropped;
    Site.StdAsync = Api->Name == "::std::async";
    if (Site.StdAsync) {
      refineByPolicy(Site, &Call);
      if (Site.Dropped == OnDrop::Blocks && !Site.MayBeDeferred)
        Site.WaitHere = Call.getEndLoc();
    }
  } else if (Instantiated || !describeResult(Site, *Callee, Record) || Ready.runFor(&Call)) {
    return std::nullopt;
  }
  Site.ErrorsTaken = endsErrors(Call, Table);
  return isAnsweredFor(Call) ? std::nullopt : std::optional<DiscardSite>(Site);
}

/// A temporary thread is work that is dropped. A temporary future is not by
/// itself, since it may be made of a value, but it may be made of a future.
std::optional<DiscardSite> HandleSources::discardOfTemporary(const CXXConstructExpr &Construct,
                                                             bool Instantiated) {
  const CXXRecordDecl *Record = Construct.getConstructor()->getParent();
  if (Construct.getNumArgs() == 0 || hasAnnotation(*Record, "sc::discardable"))
    return std::nullopt;
  if (Table.Futures.find(Record))
    return discard(peel(Construct.getArg(0)), Instantiated);
  const SpawnApi *Api = Table.Spawns.find(Record);
  if (!Api || Construct.getConstructor()->isCopyOrMoveConstructor())
    return std::nullopt;
  DiscardSite Site;
  Site.Dropped = Api->Dropped;
  Site.Source = spelledName(*Record);
  Site.By = DiscardSite::Maker::Class;
  return Site;
}

std::optional<DiscardSite> HandleSources::discard(const Expr *E, bool Instantiated) {
  std::optional<DiscardSite> Site;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    Site = discardOfCall(*Call, Instantiated);
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    Site = discardOfTemporary(*Construct, Instantiated);
  if (!Site || Site->Dropped == OnDrop::Terminates)
    return std::nullopt;
  if (Site->Loc.isValid())
    return Site; // A temporary that is made of what this has found.
  Site->Handle = spelledType(E->getType(), Context);
  Site->Loc = E->getBeginLoc();
  Site->Range = E->getSourceRange();
  return Site;
}

} // namespace clang::tidy::structured
