#include "KeptFutures.h"
#include "Assertions.h"
#include "Callables.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "FutureUses.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::structured {

//===-- Who keeps what ------------------------------------------------------===//

/// True if an object of type \p T is a future, or holds futures and dies with
/// them. What a pointer or a reference leads to is somebody else's.
static bool keepsFutures(QualType T, const SpawnTable &Table) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || T->isReferenceType() || isNamed(*Class, "::std::shared_ptr"))
    return false;
  if (Table.Futures.find(Class))
    return true;
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return Made && Made->isInStdNamespace() &&
         llvm::any_of(Made->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
           return Argument.getKind() == TemplateArgument::Type &&
                  Table.Futures.find(Argument.getAsType()->getAsCXXRecordDecl());
         });
}

void KeptFutures::keep(const Expr *Value, const ValueDecl *By, const Place &At) {
  const auto *Var = dyn_cast_or_null<VarDecl>(By);
  if (!Value || !By || (Var && Var->isInitCapture()) || By->getType()->isDependentType())
    return;
  // A reference to what the call returns keeps it as long as a variable would.
  const bool Extends = Var && Var->getInit() == Value && By->getType()->isReferenceType();
  if (!keepsFutures(Extends ? By->getType().getNonReferenceType() : By->getType(), Table))
    return;
  std::optional<Kept> Future = made(Value, At.Instantiated);
  if (!Future || isAsserted(Future->Fact.Loc, {"THROW", "EXCEPTION", "DEATH", "EXIT"}, Context))
    return;
  Future->By = By;
  UnobservedFuture &Fact = Future->Fact;
  Fact.Holder = {isa<FieldDecl>(By) ? Handle::Kind::Member : Handle::Kind::Variable,
                 By->getNameAsString(), By->getLocation()};
  Fact.Many = !Table.Futures.find(By->getType().getNonReferenceType()->getAsCXXRecordDecl());
  Fact.MaybeUnused = saysUnused(*By);
  Fact.In = At.In;
  All.push_back(std::move(*Future));
}

void KeptFutures::addCall(const CXXMemberCallExpr &Call, const Place &At) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const IdentifierInfo *Id = Method ? Method->getIdentifier() : nullptr;
  if (!Id)
    return;
  if (Id->getName().starts_with("set_exception"))
    FailingPromises.insert(namedBy(Call.getImplicitObjectArgument()));
  const llvm::ArrayRef<const Expr *> Placed = placedBy(Call);
  if (!Placed.empty() && Method->getParent()->isInStdNamespace())
    keep(Placed.front(), namedBy(Call.getImplicitObjectArgument()), At);
}

//===-- What they keep ------------------------------------------------------===//

/// The future of a promise, or of a packaged task.
std::optional<KeptFutures::Kept> KeptFutures::madeOfPromise(const CXXMemberCallExpr &Call) {
  const CXXRecordDecl *Class = Call.getMethodDecl() ? Call.getMethodDecl()->getParent() : nullptr;
  const bool Promise = Class && isNamed(*Class, "::std::promise");
  if (!Class || !Call.getMethodDecl()->getIdentifier() ||
      Call.getMethodDecl()->getName() != "get_future" ||
      !(Promise || isNamed(*Class, "::std::packaged_task")))
    return std::nullopt;
  Kept Future;
  const ValueDecl *Maker = namedBy(Call.getImplicitObjectArgument());
  Future.Fact.Throws.What = Throwing::Maybe;
  if (Promise) {
    Future.Promise = Maker;
    return Future;
  }
  const auto *Var = dyn_cast_or_null<VarDecl>(Maker);
  const auto *Task =
      Var && Var->getInit() ? dyn_cast<CXXConstructExpr>(peel(Var->getInit())) : nullptr;
  if (Task && Task->getNumArgs() && !isa<ParmVarDecl>(Var))
    Future.Fact.Throws = Throwing.ofCallable(Task->getArg(0));
  return Future;
}

/// True if \p S handles errors, in what it runs itself.
static bool handlesErrors(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) &&
         (isa<CXXTryStmt>(S) || llvm::any_of(S->children(), handlesErrors));
}

/// The future that \p Value makes, if it is ready at once and what has run for it may
/// have failed.
std::optional<KeptFutures::Kept> KeptFutures::madeReady(const Expr &Value) {
  const std::optional<ReadyFutures::Run> All = Ready.runFor(&Value);
  if (!All)
    return std::nullopt;
  Kept Future;
  Future.Fact.Dropped = OnDrop::Detaches;
  for (const Expr *Run : *All)
    if (ThrowEvidence One = Throwing.ofCallable(Run); One.What > Future.Fact.Throws.What)
      Future.Fact.Throws = std::move(One);
  return Future.Fact.Throws.What == Throwing::Never ? std::nullopt : std::optional<Kept>(Future);
}

/// What may be thrown if \p Value makes the future of a continuation that is told how
/// the work before has ended: what the continuation throws. One that handles errors is
/// where they end, so that from there only what it is known to throw counts.
std::optional<ThrowEvidence> KeptFutures::ofContinuation(const Expr &Value) {
  const Continuation Step = continuation(&Value, Table);
  if (!Step.TakesErrors)
    return std::nullopt;
  ThrowEvidence Throws = Throwing.ofCallable(Step.Work);
  if (Throws.What < Throwing::Known &&
      handlesErrors(bodyBeside(*calledBy(Step.Work), Value.getExprLoc())))
    Throws = {};
  return Throws;
}

/// What may be thrown by the one lambda that \p Value hands on, which is the work if it
/// takes nothing and gives no future of more.
std::optional<ThrowEvidence> KeptFutures::ofOnlyLambda(const Expr &Value) {
  const auto *Call = dyn_cast<CallExpr>(&Value);
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Value);
  // What is called on a future has the errors of that.
  if (!Call || (Member && Table.Futures.find(Member->getRecordDecl())))
    return std::nullopt;
  const Expr *Only = nullptr;
  for (const Expr *Arg : Call->arguments())
    if (lambdaOf(Arg) && std::exchange(Only, Arg))
      return std::nullopt;
  const CXXMethodDecl *Run = Only ? lambdaOf(Only)->getCallOperator() : nullptr;
  if (!Run || Run->getNumParams() || isFuture(Run->getReturnType(), Table))
    return std::nullopt;
  return Throwing.ofCallable(Only);
}

/// The future of work that \p Value starts.
std::optional<KeptFutures::Kept> KeptFutures::madeOfWork(const Expr &Value, bool Instantiated) {
  const std::optional<DiscardSite> Source = Sources.discard(&Value, Instantiated);
  // What is never run without get() has no error before.
  if (!Source || (Source->Dropped == OnDrop::NeverRuns && !Source->StdAsync))
    return std::nullopt;
  std::optional<ThrowEvidence> Throws = ofContinuation(Value);
  if (Throws && Throws->What < Throwing::Hardly)
    return std::nullopt;
  if (!Throws)
    Throws = ofOnlyLambda(Value);
  Kept Future;
  Future.Fact.Dropped = Source->Dropped;
  Future.Fact.Throws = Throws.value_or(ThrowEvidence{Throwing::Maybe, {}, ""});
  Future.StartedAt = Source->StartedAt.isValid() ? Source->StartedAt : Source->Loc;
  return Future;
}

/// The future that \p Value makes, or nothing if it makes none.
std::optional<KeptFutures::Kept> KeptFutures::made(const Expr *Value, bool Instantiated) {
  Value = peel(Value);
  std::optional<Kept> Future;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value))
    return Construct->getNumArgs() && Table.Futures.find(Construct->getConstructor()->getParent())
               ? made(Construct->getArg(0), Instantiated)
               : std::nullopt;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Value))
    Future = madeOfPromise(*Call);
  if (!Future && !Instantiated)
    Future = madeReady(*Value);
  if (!Future)
    Future = madeOfWork(*Value, Instantiated);
  if (!Future)
    return std::nullopt;
  Future->Fact.Loc = Value->getBeginLoc();
  Future->Fact.Range = Value->getSourceRange();
  return Future;
}

//===-- What nothing looks at -----------------------------------------------===//

void KeptFutures::resolve() {
  const SourceManager &Files = Context.getSourceManager();
  llvm::DenseSet<SourceLocation> Settled; // Observed, or the discard of somebody else.
  for (const DiscardSite &Discard : Found.Discards)
    Settled.insert(writtenAt(Discard.Loc, Files));
  llvm::MapVector<SourceLocation, UnobservedFuture> Unobserved;
  llvm::DenseMap<SourceLocation, const SpawnSite *> SpawnAt;
  for (const SpawnSite &Spawn : Found.Spawns)
    SpawnAt[Spawn.Loc] = &Spawn;
  llvm::DenseMap<const ValueDecl *, FutureFate> Fates;
  for (Kept &Future : All) {
    auto [Fate, New] = Fates.try_emplace(Future.By);
    if (New)
      Fate->second = fateOf(*Future.By, Table, Context);
    // A promise carries errors only if something puts them there.
    if (Fate->second.Observed || (Future.Promise && !FailingPromises.contains(Future.Promise))) {
      Settled.insert(writtenAt(Future.Fact.Loc, Files));
      continue;
    }
    if (const SpawnSite *Spawn = SpawnAt.lookup(Future.StartedAt))
      Future.Fact.Throws = Spawn->Work.Throws;
    Future.Fact.WaitedAt = Fate->second.WaitedAt;
    auto [Known, First] = Unobserved.insert({writtenAt(Future.Fact.Loc, Files), Future.Fact});
    // Of what is made from a template, one that may throw is enough.
    if (!First && Known->second.Throws.What < Future.Fact.Throws.What)
      Known->second.Throws = Future.Fact.Throws;
  }
  for (auto &[Written, Fact] : Unobserved)
    if (!Settled.contains(Written))
      Found.Unobserved.push_back(std::move(Fact));
}

} // namespace clang::tidy::structured
