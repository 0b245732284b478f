#include "WaitGroupEdits.h"
#include "Locks.h"
#include "NameUses.h"
#include "WaitedNumber.h"
#include "WorkEdits.h"
#include "checks/model/Counts.h"
#include "checks/model/Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

static std::string quoted(const NamedDecl &Named) { return "'" + Named.getNameAsString() + "'"; }

//===-- What a thread does at its end ------------------------------------------------===//

namespace {

/// What the work of threads does last, to say that it is done.
struct Ending {
  const VarDecl &Counter;
  bool Counts = false;
  bool Down = false;                                  ///< By one less.
  llvm::SmallVector<const VarDecl *> Conditions = {}; ///< Those that are notified.
  llvm::SmallVector<const VarDecl *> Mutexes = {};

  /// Reads \p S. False if it does anything else.
  bool read(const Stmt *S);

  /// Removes from \p Block what it does last. True if that counts.
  bool removeFrom(const CompoundStmt &Block, SourceEdits &To);

private:
  bool readStep(const Stmt *S);
  bool readLast(const IfStmt &If);
  bool readCall(const CXXMemberCallExpr &Call);
};

} // namespace

bool Ending::readStep(const Stmt *S) {
  const Count Step = stepOf(S, Counter);
  Counts |= bool(Step);
  Down |= Step && Step.Down;
  return bool(Step);
}

/// Reads a branch that the last takes, to wake up who waits.
bool Ending::readLast(const IfStmt &If) {
  if (If.getElse() || If.getInit() || If.getConditionVariable())
    return false;
  const Expr *Condition = If.getCond()->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
    Condition = Not->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Compare = dyn_cast<BinaryOperator>(Condition);
      Compare && Compare->isComparisonOp() && isPlain(*Compare->getRHS()))
    Condition = Compare->getLHS()->IgnoreParenImpCasts();
  return (readStep(Condition) || isPlain(*Condition)) && read(If.getThen());
}

bool Ending::readCall(const CXXMemberCallExpr &Call) {
  const llvm::StringRef Name = calledMember(&Call);
  const auto *Of = dyn_cast_or_null<VarDecl>(namedBy(Call.getImplicitObjectArgument()));
  if (!Of || !isLocalObject(Of) || Call.getNumArgs())
    return false;
  if (Name == "unlock")
    return isScopedLock(Of->getType());
  if (Name != "notify_one" && Name != "notify_all")
    return false;
  if (Of != &Counter && !llvm::is_contained(Conditions, Of))
    Conditions.push_back(Of);
  return true;
}

bool Ending::read(const Stmt *S) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(), [&](const Stmt *Each) { return read(Each); });
  if (const auto *If = dyn_cast<IfStmt>(S))
    return readLast(*If);
  if (const auto *Declared = dyn_cast<DeclStmt>(S)) {
    const std::optional<ScopedLock> Lock = lockIn(*Declared);
    if (Lock && Lock->Mutex && !llvm::is_contained(Mutexes, Lock->Mutex))
      Mutexes.push_back(Lock->Mutex);
    return Lock.has_value();
  }
  if (readStep(S))
    return true;
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit()) : nullptr;
  return Call && readCall(*Call);
}

bool Ending::removeFrom(const CompoundStmt &Block, SourceEdits &To) {
  Counts = false;
  auto Last = Block.body_rbegin();
  for (; Last != Block.body_rend() && read(*Last); ++Last)
    To.remove(**Last);
  const auto *Inner = Last != Block.body_rend() ? dyn_cast<CompoundStmt>(*Last) : nullptr;
  return Counts || (Inner && removeFrom(*Inner, To));
}

//===-- The rewrite -------------------------------------------------------------------===//

namespace {

/// The edits beside those that make tasks of the threads.
class CountEdits {
public:
  CountEdits(const HeldThreads &Threads, const VarDecl &Counter, const Stmt &Wait, SourceEdits &To)
      : Threads(Threads), Counter(Counter), Wait(Wait), Statements(*Threads.Body), To(To),
        Last{Counter} {}

  /// \p Until: what the counter is compared with, or null.
  void apply(const Expr *Until);

private:
  void rewriteWork();
  void dropLock();
  void dropVariables();
  bool isInBlock() const;
  bool isForAll(const Expr *Until) const;
  bool isInWork(const Stmt &S) const;
  void removeSetUps();

  const HeldThreads &Threads;
  const VarDecl &Counter;
  const Stmt &Wait;
  const StatementsOf Statements;
  SourceEdits &To;
  Ending Last;
  llvm::SmallVector<const LambdaExpr *> Work;
};

} // namespace

void CountEdits::rewriteWork() {
  for (const HeldThreads::Start &Each : Threads.Starts) {
    const LambdaExpr *Lambda = lambdaRunBy(*Each.Made);
    if (!Lambda)
      return To.refuse("what a thread runs is not written where it is started");
    if (!Last.removeFrom(*Lambda->getCompoundStmtBody(), To))
      return To.refuse("a thread does not count " + quoted(Counter) + " as the last that it does");
    if (Wait.getBeginLoc() < Each.Made->getBeginLoc())
      return To.refuse("a thread is started after the wait");
    Work.push_back(Lambda);
  }
}

/// True if the wait is always come to, in the block of the threads.
bool CountEdits::isInBlock() const {
  const Stmt *In = Statements.parent(&Wait);
  while (In && In != Threads.Block && isa<CompoundStmt>(In))
    In = Statements.parent(In);
  return In == Threads.Block;
}

bool CountEdits::isInWork(const Stmt &S) const {
  const SourceManager &Sources = To.context().getSourceManager();
  return llvm::any_of(Work, [&](const LambdaExpr *Each) {
    return Sources.isPointWithin(S.getBeginLoc(), Each->getBeginLoc(), Each->getEndLoc());
  });
}

/// The lock that \p S names, or null.
static const VarDecl *lockNamedIn(const Stmt &S) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && isScopedLock(Var->getType()))
    return Var;
  for (const Stmt *Child : S.children())
    if (const VarDecl *Lock = Child ? lockNamedIn(*Child) : nullptr)
      return Lock;
  return nullptr;
}

/// The statement before \p S in its block, if that takes a lock.
static std::optional<ScopedLock> lockBefore(const Stmt &S, const Stmt *Block) {
  const Stmt *Before = nullptr;
  for (const Stmt *Each : cast<CompoundStmt>(Block)->body()) {
    if (Each == &S)
      break;
    Before = Each;
  }
  const auto *Declared = dyn_cast_or_null<DeclStmt>(Before);
  return Declared ? lockIn(*Declared) : std::nullopt;
}

/// Removes the lock that is given back while the function waits: the group does not do so.
void CountEdits::dropLock() {
  const VarDecl *Used = lockNamedIn(Wait);
  if (!Used)
    return;
  const auto Lock = lockBefore(Wait, Statements.parent(&Wait));
  if (!Lock || Lock->Var != Used)
    return To.refuse(quoted(*Used) + " is not locked right before the wait");
  if (!Lock->Mutex)
    return To.refuse("others may lock what " + quoted(*Used) + " locks");
  for (const DeclRefExpr *Ref : usesOf(Used, *Threads.Body)) {
    const Stmt *S = Statements.around(Ref);
    if (To.covers(Ref->getLocation()))
      continue;
    const auto *E = dyn_cast_or_null<Expr>(S);
    if (!E || calledMember(E->IgnoreImplicit()) != "unlock")
      return To.refuse(quoted(*Used) + " is used for something else too");
    To.remove(*S);
  }
  dropVariable(*Used, *Threads.Body, To);
  for (const DeclRefExpr *Ref : usesOf(Lock->Mutex, *Threads.Body))
    if (!To.covers(Ref->getLocation()) && !isInWork(*Ref))
      return To.refuse(quoted(*Lock->Mutex) + " is used for something else too");
  if (!llvm::is_contained(Last.Mutexes, Lock->Mutex))
    Last.Mutexes.push_back(Lock->Mutex);
}

/// True if \p S, which names a counter, only sets it.
static bool onlySets(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
  if (const auto *Step = dyn_cast_or_null<UnaryOperator>(E))
    return Step->isIncrementOp();
  if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(E))
    return Assign->isAssignmentOp() && isPlain(*Assign->getRHS());
  if (const auto *Call = dyn_cast_or_null<CallExpr>(E))
    return llvm::all_of(llvm::drop_begin(Call->arguments(), isa<CXXOperatorCallExpr>(Call)),
                        [](const Expr *Arg) { return isPlain(*Arg); });
  return false;
}

/// Removes what says how much work there will be.
void CountEdits::removeSetUps() {
  for (const DeclRefExpr *Ref : usesOf(&Counter, *Threads.Body)) {
    if (To.covers(Ref->getLocation()))
      continue;
    const Stmt *S = Statements.around(Ref);
    if (!onlySets(S) || isInWork(*Ref) || !isa_and_nonnull<CompoundStmt>(Statements.parent(S)))
      return To.refuse(quoted(Counter) + " is used for something else too");
    To.remove(*S);
  }
}

void CountEdits::dropVariables() {
  llvm::SmallVector<const VarDecl *> Needless = {&Counter};
  Needless.append(Last.Conditions);
  for (const VarDecl *Each : Needless)
    if (const std::string Why = dropVariable(*Each, *Threads.Body, To); !Why.empty())
      return To.refuse(Why);
  for (const VarDecl *Each : Last.Mutexes)
    dropVariable(*Each, *Threads.Body, To);
}

bool CountEdits::isForAll(const Expr *Until) const {
  CountedStarts Of{*Threads.Body, Statements, {}, Wait, Counter, Until, Last.Down};
  for (const HeldThreads::Start &Each : Threads.Starts)
    Of.Starts.push_back(Each.Made);
  return waitsForAll(Of, To.context());
}

void CountEdits::apply(const Expr *Until) {
  if (!isInBlock())
    return To.refuse("the wait stands in another block than the threads, or in a branch");
  if (!Threads.Joins.empty() && Threads.Joins.front()->getBeginLoc() < Wait.getBeginLoc())
    return To.refuse("the threads are joined before the wait");
  rewriteWork();
  if (!To.refusal().empty())
    return;
  if (!isForAll(Until))
    return To.refuse("it may be fewer than all that " + quoted(Counter) + " waits for");
  for (const LambdaExpr *Each : Work)
    dropCaptures(*Each, To);
  dropLock();
  removeSetUps();
  if (To.refusal().empty())
    dropVariables();
}

/// The statement that \p Wait is all of: itself, or a block that only locks for it.
static const Stmt *wholeWait(const Stmt &Wait, const StatementsOf &Statements) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Statements.parent(&Wait));
  if (!Block || !isa_and_nonnull<CompoundStmt>(Statements.parent(Block)) || Block->size() != 2 ||
      Block->body_back() != &Wait)
    return &Wait;
  const auto Lock = lockBefore(Wait, Block);
  return Lock && lockNamedIn(Wait) == Lock->Var && Lock->Mutex ? Block : &Wait;
}

Rewrite waitGroupToGroup(HeldThreads Threads, const WaitGroup &By, FreeNames &Names,
                         const ASTContext &Context) {
  const StatementsOf Statements(*Threads.Body);
  const Stmt *Wait = Statements.around(By.Wait);
  const bool Alone =
      Wait == By.Wait || (Wait && isa<Expr>(Wait) && cast<Expr>(Wait)->IgnoreImplicit() == By.Wait);
  Wait = Alone ? Wait : By.Wait;
  Threads.Wait = wholeWait(*Wait, Statements);
  return threadsToGroup(Threads, Names, Context, [&](SourceEdits &To) {
    const auto *Counter = dyn_cast<VarDecl>(By.Counter);
    if (!Counter)
      To.refuse(quoted(*By.Counter) + " is a part of something else");
    else if (!Alone)
      To.refuse("more is done where " + quoted(*Counter) + " is waited for");
    else
      CountEdits(Threads, *Counter, *Wait, To).apply(By.Until);
    return std::string();
  });
}

} // namespace clang::tidy::structured
