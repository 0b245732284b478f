#include "WaitOrders.h"
#include "Callables.h"
#include "Expressions.h"
#include "StartedWork.h"

namespace clang::tidy::structured {

using Use = GroupUse::Kind;

void WaitOrders::add(const GroupBody &In, WaitOrder Fact) {
  if (!In.isMeantToFail(Fact.Loc) && Seen.insert(Fact.Loc).second)
    Found.WaitOrders.push_back(std::move(Fact));
}

static WaitOrder fact(WaitOrder::Kind What, const Group &Of, SourceLocation Loc,
                      llvm::StringRef Name) {
  WaitOrder Fact;
  Fact.What = What;
  Fact.Loc = Loc;
  Fact.Group = Of.declared()->getNameAsString();
  Fact.Name = Name.str();
  Fact.Wait = Of.Api->Waits.front();
  return Fact;
}

//===-- Starts after a wait ---------------------------------------------------===//

static bool mentionsAny(const Stmt *S, const llvm::DenseSet<const ValueDecl *> &Names) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Names.contains(Ref->getDecl());
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mentionsAny(Child, Names); });
}

static void collectNames(const Stmt *S, llvm::DenseSet<const ValueDecl *> &To) {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && isa<VarDecl>(Ref->getDecl()))
    To.insert(Ref->getDecl());
  for (const Stmt *Child : S->children())
    collectNames(Child, To);
}

/// True if \p Wait stands in a loop, in a branch that asks for what the loop counts:
/// it may be that of the last round.
static bool isOfSomeRound(const GroupUse &Wait) {
  llvm::DenseSet<const ValueDecl *> Counted;
  for (const Stmt *Around : Wait.Within) {
    if (const auto *For = dyn_cast<ForStmt>(Around))
      collectNames(For->getCond(), Counted);
    else if (const auto *While = dyn_cast<WhileStmt>(Around))
      collectNames(While->getCond(), Counted);
    else if (const auto *Range = dyn_cast<CXXForRangeStmt>(Around))
      Counted.insert(Range->getLoopVariable());
    else if (const auto *If = dyn_cast<IfStmt>(Around); If && mentionsAny(If->getCond(), Counted))
      return true;
  }
  return false;
}

/// What \p Each, a call, is a call of: a function of the group, a helper, or a lambda.
static std::string calledName(const GroupUse &Each) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Each.At);
  const auto *Call = cast<CallExpr>(Each.At);
  return (Operator ? nameOf(namedBy(Operator->getArg(0))) : nameOf(calleeOf(Call))).str();
}

/// What is done to \p Of at \p At, which is of the kind \p What, or closes it too.
static const GroupUse &useAt(const Stmt *At, Use What, const Group &Of) {
  return *llvm::find_if(Of.Uses, [&](const GroupUse &Each) {
    return Each.At == At && (Each.What == What || (What == Use::Wait && Each.What == Use::Close));
  });
}

void WaitOrders::addStarts(const GroupBody &In, const Group &Of) {
  if (!Of.Api->Closes || !Of.has(Use::Start) || !(Of.has(Use::Wait) || Of.has(Use::Close)))
    return;
  GroupEvents Events(Of, GroupEvents::Settle::None);
  for (const GroupUse &Each : Of.Uses) {
    if (Each.InLambda)
      continue;
    if (Each.What == Use::Start && !In.expects(*Each.At, "::sc::group_closed"))
      Events.addWrongAfterStart(Of.Var, Each.At);
    else if ((Each.What == Use::Wait || Each.What == Use::Close) && !isOfSomeRound(Each))
      Events.add(Of.Var, GroupEvents::Kind::Start, Each.At);
    else if (Each.What == Use::Reset)
      Events.add(Of.Var, GroupEvents::Kind::Release, Each.At);
    else if (Each.What == Use::Other)
      Events.add(Of.Var, GroupEvents::Kind::Escape, Each.At);
  }
  for (const MissedJoin &Miss : In.misses(Events, Of.Var, {UnjoinedThread::Kind::Replaced})) {
    const GroupUse &Start = useAt(Miss.End, Use::Start, Of);
    const GroupUse &Closing = useAt(Miss.Start, Use::Wait, Of);
    WaitOrder Fact =
        fact(WaitOrder::Kind::StartAfter, Of, Start.At->getExprLoc(), calledName(Start));
    Fact.Wait = calledName(Closing);
    Fact.Earlier = Closing.At->getExprLoc();
    if (Start.ByHelper)
      Fact.StartedAt = Start.Call->getExprLoc();
    if (Closing.ByHelper)
      Fact.WaitedAt = Closing.Call->getExprLoc();
    add(In, std::move(Fact));
  }
}

//===-- Results before it -----------------------------------------------------===//

static bool isTask(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return Class && isNamed(*Class, "::sc::task");
}

/// The use of \p Of that starts what \p E is the result of, or null.
static const GroupUse *startOf(const Expr *E, const Group &Of) {
  const Expr *Made = E ? peel(E) : nullptr;
  for (const GroupUse &Each : Of.Uses)
    if (Each.What == Use::Start && !Each.InLambda && !Each.ByHelper && Each.Call == Made)
      return &Each;
  return nullptr;
}

void WaitOrders::addResult(const GroupBody &In, const Group &Of, const VarDecl &Task,
                           const Expr &Start) {
  GroupEvents Events(Of, GroupEvents::Settle::Each);
  Events.addDeclared(&Task, &Start);
  for (const GroupUse &Each : Of.Uses)
    if (Each.What == Use::Wait || Each.What == Use::MayWait)
      Events.add(&Task, GroupEvents::Kind::Release, Each.At);
    else if (Each.What == Use::Other || Each.What == Use::Reset)
      Events.add(&Task, GroupEvents::Kind::Escape, Each.At);
  llvm::DenseSet<const Expr *> Explained;
  llvm::SmallVector<const DeclRefExpr *> Names;
  forEachPart(In.body(), [&](const Stmt &Part, const Loops &) {
    if (const auto *Name = dyn_cast<DeclRefExpr>(&Part); Name && Name->getDecl() == &Task)
      Names.push_back(Name);
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&Part);
    const Expr *Object = Call ? Call->getImplicitObjectArgument()->IgnoreParenImpCasts() : nullptr;
    const auto *Asked = dyn_cast_or_null<DeclRefExpr>(Object);
    if (!Asked || Asked->getDecl() != &Task)
      return false;
    Explained.insert(Asked);
    if (calledMember(Call) == "get" && !In.expects(*Call, "::sc::not_joined"))
      Events.addWrongAfterStart(&Task, Call);
    return false;
  });
  for (const DeclRefExpr *Name : Names)
    if (!Explained.contains(Name))
      Events.add(&Task, GroupEvents::Kind::Escape, Name);
  for (const MissedJoin &Miss : In.misses(Events, &Task, {UnjoinedThread::Kind::Replaced})) {
    WaitOrder Fact =
        fact(WaitOrder::Kind::ResultBefore, Of, cast<Expr>(Miss.End)->getExprLoc(), Task.getName());
    Fact.Earlier = Start.getExprLoc();
    add(In, std::move(Fact));
  }
}

void WaitOrders::addResults(const GroupBody &In, const Group &Of) {
  if (!Of.has(Use::Start))
    return;
  forEachPart(In.body(), [&](const Stmt &Part, const Loops &) {
    if (const auto *Declared = dyn_cast<DeclStmt>(&Part))
      for (const Decl *D : Declared->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D); Var && isTask(Var->getType()))
          if (const GroupUse *Start = startOf(Var->getInit(), Of))
            addResult(In, Of, *Var, *Start->At);
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&Part);
    if (!Call || calledMember(Call) != "get" || In.expects(*Call, "::sc::not_joined"))
      return false;
    const Expr *Object = Call->getImplicitObjectArgument();
    if (const GroupUse *Start = isTask(Object->getType()) ? startOf(Object, Of) : nullptr) {
      WaitOrder Fact = fact(WaitOrder::Kind::ResultBefore, Of, Call->getExprLoc(), "");
      Fact.Earlier = Start->At->getExprLoc();
      add(In, std::move(Fact));
    }
    return false;
  });
}

//===-- Reads before it -------------------------------------------------------===//

static bool isName(const Expr *E, const ValueDecl &Of) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParens() : nullptr);
  return Ref && Ref->getDecl() == &Of;
}

/// Where \p S gives \p Var a new value, or null.
static const Expr *writeIn(const Stmt *S, const VarDecl &Var) {
  if (!S)
    return nullptr;
  if (const auto *Op = dyn_cast<BinaryOperator>(S);
      Op && Op->isAssignmentOp() && isName(Op->getLHS(), Var))
    return Op;
  if (const auto *Op = dyn_cast<UnaryOperator>(S);
      Op && Op->isIncrementDecrementOp() && isName(Op->getSubExpr(), Var))
    return Op;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(S);
      Op && Op->isAssignmentOp() && isName(Op->getArg(0), Var))
    return Op;
  for (const Stmt *Child : S->children())
    if (const Expr *Write = writeIn(Child, Var))
      return Write;
  return nullptr;
}

/// True if \p S may be made safe by a lock, or tells somebody what it has done.
static bool synchronizes(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const std::string Name = nameOf(calleeOf(Call)).lower();
    for (llvm::StringRef Part : {"lock", "notify", "count_down", "arrive", "release", "set_value",
                                 "post", "signal", "store", "push", "send"})
      if (llvm::StringRef(Name).contains(Part))
        return true;
  }
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declared->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        if (const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl())
          if (llvm::StringRef(nameOf(Class).lower()).contains("lock"))
            return true;
  return llvm::any_of(S->children(), synchronizes);
}

/// The lambda that \p Start runs as a task, or null.
static const LambdaExpr *taskOf(const GroupUse &Start) {
  for (const Expr *Arg : Start.Call->arguments())
    if (const LambdaExpr *Lambda = lambdaOf(Arg))
      return Lambda;
  return nullptr;
}

/// Adds to \p Events where the value of \p Var is read.
static void addReadsOf(const VarDecl &Var, const Group &Of, const Stmt &Body, GroupEvents &Events) {
  forEachPart(Body, [&](const Stmt &Part, const Loops &) {
    if (const auto *Declared = dyn_cast<DeclStmt>(&Part);
        Declared && llvm::is_contained(Declared->decls(), &Var))
      Events.addStep(Of.Var, GroupEvents::Kind::Release, Declared);
    const Expr *Read = nullptr;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&Part);
        Cast && Cast->getCastKind() == CK_LValueToRValue)
      Read = Cast->getSubExpr()->IgnoreParenImpCasts(); // C++23 moves what is returned.
    else if (const auto *Copy = dyn_cast<CXXConstructExpr>(&Part);
             Copy && Copy->getConstructor()->isCopyConstructor())
      Read = Copy->getArg(0)->IgnoreImpCasts();
    if (isName(Read, Var))
      Events.addWrongAfterStart(Of.Var, Read->IgnoreParens());
    return false;
  });
}

void WaitOrders::addReads(const GroupBody &In, const Group &Of) {
  // A group that has stopped drops its tasks.
  if (!Of.Own || Of.Stops || Of.has(Use::Other) || Of.has(Use::Cancel))
    return;
  for (const GroupUse &Start : Of.Uses) {
    const LambdaExpr *Task =
        Start.What == Use::Start && !Start.InLambda && !Start.ByHelper ? taskOf(Start) : nullptr;
    if (!Task || synchronizes(Task->getBody()))
      continue;
    Waits::Names Held;
    for (const LambdaCapture &Each : Task->captures())
      if (Each.capturesVariable())
        Held.insert(Each.getCapturedVar());
    for (const LambdaCapture &Each : Task->captures()) {
      const auto *Var = Each.capturesVariable() && Each.getCaptureKind() == LCK_ByRef
                            ? dyn_cast<VarDecl>(Each.getCapturedVar())
                            : nullptr;
      const Expr *Write = Var && Var->isLocalVarDecl() && isLocalObject(Var)
                              ? writeIn(Task->getBody(), *Var)
                              : nullptr;
      if (!Write)
        continue;
      GroupEvents Events(Of, GroupEvents::Settle::Each);
      Events.add(Of.Var, GroupEvents::Kind::Start, Start.At);
      for (const Stmt *Stop : In.stopsOf(Of, Held).Run)
        Events.addStep(Of.Var, GroupEvents::Kind::Release, Stop);
      addReadsOf(*Var, Of, In.body(), Events);
      for (const MissedJoin &Miss : In.misses(Events, Of.Var, {UnjoinedThread::Kind::Replaced})) {
        WaitOrder Fact = fact(WaitOrder::Kind::ReadBefore, Of, cast<Expr>(Miss.End)->getExprLoc(),
                              Var->getName());
        Fact.Earlier = Start.At->getExprLoc();
        Fact.Evidence = Write->getExprLoc();
        add(In, std::move(Fact));
      }
    }
  }
}

//===-- What it says ----------------------------------------------------------===//

/// Adds to \p To what \p Body does for its effect alone.
static void collectDropped(const Stmt &Body, llvm::DenseSet<const Expr *> &To) {
  auto Add = [&](const Stmt *S) {
    const auto *E = dyn_cast_or_null<Expr>(S);
    const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(E ? E->IgnoreParens() : nullptr);
    if (Cast && Cast->getType()->isVoidType())
      E = Cast->getSubExpr();
    if (E)
      To.insert(E->IgnoreUnlessSpelledInSource());
  };
  forEachPart(Body, [&](const Stmt &Part, const Loops &) {
    if (const auto *Block = dyn_cast<CompoundStmt>(&Part))
      for (const Stmt *S : Block->body())
        Add(S);
    if (const auto *If = dyn_cast<IfStmt>(&Part)) {
      Add(If->getThen());
      Add(If->getElse());
    }
    return false;
  });
}

void WaitOrders::addOutcomes(const GroupBody &In, const Group &Of) {
  auto Tells = [](const GroupUse &Each) {
    return Each.What == Use::Look || Each.What == Use::Other ||
           (Each.Call && calledMember(Each.Call) == "cause");
  };
  // A destructor and a handler have nobody to tell.
  if (In.at().In.IsDestructor || llvm::any_of(Of.Uses, Tells))
    return;
  std::optional<llvm::DenseSet<const Expr *>> Dropped;
  for (const GroupUse &Each : Of.Uses) {
    if (Each.What != Use::Wait || Each.ByHelper || calledMember(Each.Call) != "wait_nothrow" ||
        llvm::any_of(Each.Within, [](const Stmt *S) { return isa<CXXCatchStmt>(S); }))
      continue;
    if (!Dropped)
      collectDropped(In.body(), Dropped.emplace());
    if (Dropped->contains(Each.Call))
      add(In, fact(WaitOrder::Kind::OutcomeDropped, Of, Each.Call->getExprLoc(), "wait_nothrow"));
  }
}

void WaitOrders::addBody(const GroupBody &In) {
  for (const Group &Of : In.groups()) {
    addStarts(In, Of);
    // What is done to a member elsewhere is not known.
    if (Of.Member)
      continue;
    addResults(In, Of);
    addReads(In, Of);
    addOutcomes(In, Of);
  }
}

} // namespace clang::tidy::structured
