#include "MemberOrders.h"
#include "Callables.h"
#include "Expressions.h"
#include "Groups.h"
#include "MemberUses.h"
#include "NameMap.h"
#include "ObjectEnds.h"
#include "Work.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

//===-- What the work uses -----------------------------------------------------===//

namespace {
/// Reads what work does, and finds the members declared after \p Owner that it
/// uses of the object that starts it. Functions count as far as they stand in
/// the same file.
class LaterMembers {
public:
  LaterMembers(const FieldDecl &Owner, SourceLocation From) : Owner(Owner), From(From) {}

  void read(const Stmt *S);

  llvm::ArrayRef<std::pair<const FieldDecl *, SourceLocation>> used() const { return Used; }

  /// True if the work may wait for a member made before, and so for the rest.
  bool isGated() const { return Gated; }

private:
  void noteCall(const CXXMemberCallExpr &Call);

  const FieldDecl &Owner;
  const SourceLocation From; ///< Where the work is started.
  llvm::SmallVector<std::pair<const FieldDecl *, SourceLocation>> Used;
  llvm::DenseSet<const Decl *> Seen;
  bool Gated = false;
};
} // namespace

/// The member of this object that \p E names, or null.
static const FieldDecl *memberOfThis(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenImpCasts());
  return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

void LaterMembers::noteCall(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method)
    return;
  const Expr *Object = Call.getImplicitObjectArgument();
  if (isa<CXXThisExpr>(Object->IgnoreParenImpCasts()) &&
      Method->getParent()->getCanonicalDecl() == Owner.getParent()->getCanonicalDecl() &&
      Seen.insert(Method->getCanonicalDecl()).second)
    read(bodyBeside(*Method, From));
  const FieldDecl *Field = memberOfThis(Object);
  const llvm::StringRef Name = nameOf(Method);
  Gated |= Field && Field->getParent() == Owner.getParent() &&
           Field->getFieldIndex() < Owner.getFieldIndex() &&
           (Name.contains("wait") || Name.contains("acquire") || Name.starts_with("get"));
}

void LaterMembers::read(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    read(Lambda->getBody());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    noteCall(*Call);
  if (const auto *E = dyn_cast<MemberExpr>(S))
    if (const FieldDecl *Field = memberOfThis(E);
        Field && Field->getParent() == Owner.getParent() &&
        Field->getFieldIndex() > Owner.getFieldIndex() && Seen.insert(Field).second)
      Used.push_back({Field, E->getMemberLoc()});
  for (const Stmt *Child : S->children())
    read(Child);
}

//===-- When members are made, and destroyed --------------------------------------===//

/// True if \p Field is not what it should be before its turn to be made comes.
static bool isMadeInTurn(const FieldDecl &Field) {
  const CXXRecordDecl *Class = Field.getType()->getAsCXXRecordDecl();
  return Field.hasInClassInitializer() || Field.getType()->isReferenceType() ||
         (Class && Class->hasDefinition() && !Class->hasTrivialDefaultConstructor());
}

/// True if \p Field is not usable any more when it has been destroyed.
static bool isDestroyed(const FieldDecl &Field) {
  static constexpr const char *Mutexes[] = {"::std::mutex", "::std::recursive_mutex",
                                            "::std::timed_mutex", "::std::shared_mutex"};
  const CXXRecordDecl *Class = Field.getType()->getAsCXXRecordDecl();
  return Field.getType().isDestructedType() ||
         (Class && llvm::any_of(Mutexes, [&](const char *Name) { return isNamed(*Class, Name); }));
}

//===-- What is in the wrong order -------------------------------------------------===//

/// That work uses \p Field at \p Loc.
static Held use(const FieldDecl &Field, SourceLocation Loc) {
  Held H;
  H.Name = Field.getNameAsString();
  H.Loc = Loc;
  H.Declared = Field.getLocation();
  return H;
}

void MemberOrders::addLater(const Expr *Owner, const Expr *Value) {
  if (const FieldDecl *Field = memberOfThis(Owner))
    Holders.push_back({Field, Value, /*Initial=*/false});
}

void MemberOrders::add(const Holder &Each, const Expr &Start, size_t Spawn) {
  const SpawnSite &Site = Found.Spawns[Spawn];
  const auto *Class = dyn_cast<CXXRecordDecl>(Each.Owner->getParent());
  auto OfThis = [](const Held &H) { return H.How == Hold::This; };
  if (!Class || Site.Detached || Site.Dropped == OnDrop::NeverRuns ||
      !(llvm::any_of(Site.Work.Captures, OfThis) || llvm::any_of(Site.Arguments, OfThis)))
    return;
  LaterMembers Later(*Each.Owner, Start.getBeginLoc());
  for (const Stmt *Body : bodiesRunBy(&Start))
    Later.read(Body);
  const bool TooEarly = Each.Initial && !Later.isGated();
  const bool TooLate = Site.Dropped == OnDrop::Blocks && goesWithoutWaiting(*Class, Each.Owner);
  MemberOrder Fact;
  Fact.Loc = Site.Loc;
  Fact.Owner = Each.Owner->getNameAsString();
  Fact.OwnerLoc = Each.Owner->getLocation();
  for (const auto &[Field, Loc] : Later.used()) {
    const bool Early = TooEarly && isMadeInTurn(*Field);
    if (!Early && !(TooLate && isDestroyed(*Field)))
      continue;
    Fact.TooEarly |= Early;
    Fact.Used.push_back(use(*Field, Loc));
  }
  if (!Fact.Used.empty() && Seen.insert(Spawn).second)
    Found.MemberOrders.push_back(std::move(Fact));
}

void MemberOrders::resolveHolders() {
  if (Found.Spawns.empty())
    return;
  for (const Holder &Each : Holders) {
    llvm::SmallVector<const Stmt *> Left{Each.Value};
    while (!Left.empty()) {
      const Stmt *S = Left.pop_back_val();
      const auto *E = dyn_cast_or_null<Expr>(S);
      if (!E || isa<LambdaExpr>(E))
        continue;
      if (const std::optional<size_t> Spawn = Kept.spawnOf(*E))
        add(Each, *E, *Spawn);
      else
        Left.append(E->child_begin(), E->child_end());
    }
  }
}

//===-- Groups -----------------------------------------------------------------------===//

void MemberOrders::addCall(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument()->IgnoreParenImpCasts();
  const FieldDecl *Group = memberOfThis(Object);
  if (!Group || Group->getType()->isReferenceType() || Group->getParent()->isDependentContext())
    return;
  const OwnerApi *Api = Types.find(Group->getType());
  // What is only said to answer for its work may let it go.
  if (!Api || Api == &OwnerApi::usual() || Api->AtEnd == OwnerApi::End::Fails)
    return;
  const GroupUse::Kind What = kindOf(Call, *Api);
  if (What == GroupUse::Kind::Start)
    Tasks.push_back({Group, &Call});
  if (What == GroupUse::Kind::Start || What == GroupUse::Kind::Cancel ||
      What == GroupUse::Kind::Ask)
    Harmless.insert(Object);
}

/// True if \p Work uses the object that starts it, and does not keep that alive.
static bool usesObject(const LambdaExpr &Work, ASTContext &Context) {
  const std::vector<Held> Captures = describeCallable(&Work, Context).Captures;
  return llvm::any_of(Captures, [](const Held &H) { return H.How == Hold::This; }) &&
         llvm::none_of(Captures, [](const Held &H) { return H.SharesThis || H.WatchesThis; });
}

/// True if something waits for \p Group, or may do so, before the object goes.
bool MemberOrders::mayBeWaitedFor(const FieldDecl &Group, SourceLocation From) {
  const auto [Known, New] = SaidElsewhere.try_emplace(&Group, false);
  if (New)
    Known->second = !goesWithoutWaiting(*cast<CXXRecordDecl>(Group.getParent()), &Group) ||
                    isNamedElsewhere(Group, From, Harmless);
  return Known->second;
}

/// A group that is a member ends after the members that are declared after it, and only
/// then waits for its tasks, if nothing has done so before.
void MemberOrders::addTask(const Task &Each) {
  const auto &Class = *cast<CXXRecordDecl>(Each.Group->getParent());
  const SourceLocation Loc = Each.Start->getBeginLoc();
  LaterMembers Later(*Each.Group, Loc);
  for (const Expr *Arg : Each.Start->arguments())
    if (const LambdaExpr *Work = lambdaOf(Arg); Work && usesObject(*Work, Class.getASTContext()))
      Later.read(Work->getBody());
  MemberOrder Fact;
  Fact.Loc = Each.Start->getExprLoc();
  Fact.Owner = Each.Group->getNameAsString();
  Fact.OwnerLoc = Each.Group->getLocation();
  for (const auto &[Field, Used] : Later.used())
    if (isDestroyed(*Field))
      Fact.Used.push_back(use(*Field, Used));
  if (!Fact.Used.empty() && !mayBeWaitedFor(*Each.Group, Loc) && TaskAt.insert(Loc).second)
    Found.MemberOrders.push_back(std::move(Fact));
}

void MemberOrders::resolve() {
  resolveHolders();
  for (const Task &Each : Tasks)
    addTask(Each);
}

} // namespace clang::tidy::structured
