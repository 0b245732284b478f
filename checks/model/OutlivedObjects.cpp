#include "OutlivedObjects.h"
#include "Classes.h"
#include "Expressions.h"
#include "MemberUses.h"
#include "ObjectEnds.h"
#include "ThreadHolders.h"
#include "Waits.h"

namespace clang::tidy::structured {

//===-- The object ------------------------------------------------------------===//

/// True if the end of a base class, or of a member other than \p Owner, may wait
/// for something: it has a destructor of a user's.
static bool partsMayWait(const CXXRecordDecl &Class, const FieldDecl *Owner) {
  auto MayWait = [](QualType T) {
    const CXXRecordDecl *Part = heldBy(T)->getAsCXXRecordDecl();
    return Part && !Part->isInStdNamespace() &&
           (!Part->hasDefinition() || !Part->hasTrivialDestructor());
  };
  return llvm::any_of(Class.bases(),
                      [&](const CXXBaseSpecifier &Base) { return MayWait(Base.getType()); }) ||
         llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
           return Field != Owner && !Field->getType()->isAnyPointerType() &&
                  !Field->getType()->isReferenceType() && MayWait(Field->getType());
         });
}

/// True if \p Class looks like one with a single object, which is never destroyed:
/// a function of its own gives it.
static bool isSingleton(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
    const QualType Result = Method->getReturnType();
    return Method->isStatic() && (Result->isPointerType() || Result->isReferenceType()) &&
           Result->getPointeeCXXRecordDecl() == &Class;
  });
}

/// True if objects of \p Class are made to be shared, or to be destroyed by others.
static bool isShared(const CXXRecordDecl &Class) {
  return llvm::any_of(withBases(Class), [](const CXXRecordDecl *Base) {
    return isNamed(*Base, "::std::enable_shared_from_this") ||
           isNamed(*Base, "::boost::enable_shared_from_this") || isNamed(*Base, "::QObject");
  });
}

/// True if an object of \p Class, which is shared, goes without a wait for what an
/// executor runs: neither it nor what the user has derived it from has a destructor
/// that may wait.
static bool goesWhileShared(const CXXRecordDecl &Class) {
  return isShared(Class) && llvm::all_of(withBases(Class), [](const CXXRecordDecl *Part) {
           return isOfSystemHeader(*Part) || endsWithoutWaiting(*Part, nullptr);
         });
}

/// True if objects of \p Class come and go, and nothing waits when they go.
static bool goes(const CXXRecordDecl &Class, const FieldDecl *Owner, const SpawnTable &Table) {
  return isDestroyed(Class) && !isSingleton(Class) && !isOwner(Class, Table) &&
         goesWithoutWaiting(Class, Owner) && !partsMayWait(Class, Owner);
}

//===-- The handle ------------------------------------------------------------===//

/// True if \p Site uses the object that starts it, and does not keep it alive.
static bool usesObject(const SpawnSite &Site) {
  auto AtRisk = [](const Held &H) {
    return (H.How == Hold::This || H.OfThis) && !H.KeptAlive && !H.Static;
  };
  return llvm::any_of(Site.Work.Captures, AtRisk) || llvm::any_of(Site.Arguments, AtRisk);
}

/// The member of \p Class that \p Home is, or null.
static const FieldDecl *memberOf(const CXXRecordDecl &Class, const Home &Home) {
  const auto *Field = dyn_cast_or_null<FieldDecl>(Home.Name);
  return Field && Field->getParent() == &Class ? Field : nullptr;
}

/// True if what \p Runner leads to, such as a pool, outlives any object of
/// \p Class, and so does not wait at its end.
static bool isStartedBeyond(const Expr *Runner, const Home &At, const CXXRecordDecl &Class) {
  if (!Runner || isGivenByFunction(Runner))
    return true;
  const FieldDecl *Member = memberOf(Class, At);
  return At.Where == Home::Kind::Beyond && (!Member || Member->getType()->isReferenceType());
}

/// True if the handle of \p Start is where nothing waits for it.
bool OutlivedObjects::isUnwatched(const Homes::Start &Start, const CXXRecordDecl &Class) const {
  const SpawnSite &Site = Found.Spawns[Start.Spawn];
  switch (Start.Handle.Where) {
  case Home::Kind::Nowhere:
    // Who handles an event is told, too, that there will be none.
    return Site.Posted != Posting::OnEvent || !Kept.runnerOf(*Start.At)
               ? isStartedBeyond(Kept.runnerOf(*Start.At), Start.Receiver, Class)
               : isGivenByFunction(Kept.runnerOf(*Start.At));
  case Home::Kind::Beyond:
    return Site.Result.What == Handle::Kind::OutParameter && memberOf(Class, Start.Handle);
  default:
    return false;
  }
}

bool OutlivedObjects::mayBeWaitedFor(const Homes::Start &Start, const Stmt &Body,
                                     const Homes &Started, const FunctionDecl &In) const {
  Waits::Names Leading(Start.Names.begin(), Start.Names.end());
  Waits Waited(Started, Kept, In, Leading, {});
  Waited.read(&Body);
  return !Waited.ofAny().Run.empty() ||
         llvm::any_of(Leading, [&](const ValueDecl *Name) { return !Waited.of(Name).Run.empty(); });
}

void OutlivedObjects::addBody(const Stmt &Body, const Homes &Started, const Place &At) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(At.Member);
  if (!Method || Method->isDependentContext() || At.In.OfOwner)
    return;
  const CXXRecordDecl &Class = *Method->getParent();
  for (const Homes::Start &Start : Started.starts()) {
    const SpawnSite &Site = Found.Spawns[Start.Spawn];
    if (Site.Dropped == OnDrop::Detaches && usesObject(Site) && isUnwatched(Start, Class) &&
        !mayBeWaitedFor(Start, Body, Started, *At.Function))
      Candidates.push_back({Start, &Class, isa<CXXDestructorDecl>(At.Function)});
  }
}

//===-- What is found ---------------------------------------------------------===//

/// True if something else than the start may name the member that holds the
/// handle of \p Each, and so wait for the work.
bool OutlivedObjects::isSaidElsewhere(const Candidate &Each) const {
  const FieldDecl *Holder = memberOf(*Each.Class, Each.Start.Handle);
  return Holder && isNamedElsewhere(*Holder, Each.Start.At->getBeginLoc(), {Each.Start.At});
}

/// True if objects of its class come and go, and nothing waits then for the work of
/// \p Each. What the destructor itself starts, and does not wait for, it leaves behind.
bool OutlivedObjects::goesBefore(const Candidate &Each, const FieldDecl *Holder) const {
  const CXXRecordDecl &Class = *Each.Class;
  const SpawnSite &Site = Found.Spawns[Each.Start.Spawn];
  if (Each.AtEnd) // It may be run at once where it is dispatched.
    return !isOwner(Class, Table) && !partsMayWait(Class, Holder) &&
           !llvm::StringRef(Site.Api).contains("dispatch");
  // Those who have an executor may stop it before. Who shares an object has no say.
  return Site.Posted == Posting::No
             ? goes(Class, Holder, Table)
             : goesWhileShared(Class) && !isSingleton(Class) && !isOwner(Class, Table);
}

/// True if nothing of \p Class waits for work whose handle is dropped. Where it has a
/// pool, that may run the work.
bool OutlivedObjects::goesBeforeDropped(const CXXRecordDecl &Class) const {
  const bool HasPool = llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
    const CXXRecordDecl *Part = heldBy(Field->getType())->getAsCXXRecordDecl();
    return Part && (Table.Policies.find(Part) || isOwner(*Part, Table));
  });
  return goes(Class, nullptr, Table) ||
         (!HasPool && goesWhileShared(Class) && !isSingleton(Class) && !isOwner(Class, Table));
}

void OutlivedObjects::resolve() {
  llvm::DenseSet<size_t> Reported;
  for (const UnjoinedThread &Thread : Found.Unjoined)
    Reported.insert(Thread.Spawn);
  llvm::DenseMap<SourceLocation, DiscardSite *> Discarded;
  for (DiscardSite &Discard : Found.Discards)
    Discarded[Discard.Loc] = &Discard;
  for (const Candidate &Each : Candidates) {
    const size_t Spawn = Each.Start.Spawn;
    const SpawnSite &Site = Found.Spawns[Spawn];
    if (Site.Detached || Reported.contains(Spawn) || isSaidElsewhere(Each))
      continue;
    DiscardSite *Discard = Discarded.lookup(Site.Loc);
    const bool Goes = Discard ? goesBeforeDropped(*Each.Class)
                              : goesBefore(Each, memberOf(*Each.Class, Each.Start.Handle));
    if (!Goes || !Seen.insert(Spawn).second)
      continue;
    const CXXDestructorDecl *Destructor = Each.Class->getDestructor();
    OutlivedObject Fact;
    Fact.Spawn = Spawn;
    Fact.Class = Each.Class->getNameAsString();
    Fact.HasDestructor = Destructor && Destructor->isUserProvided();
    Fact.End = Fact.HasDestructor ? Destructor->getLocation() : Each.Class->getLocation();
    if (Discard) // It is reported for that.
      Discard->Outlived = std::move(Fact);
    else
      Found.OutlivedObjects.push_back(std::move(Fact));
  }
}

} // namespace clang::tidy::structured
