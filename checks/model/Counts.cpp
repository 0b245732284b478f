#include "Counts.h"
#include "Expressions.h"
#include "Flags.h"
#include "NameMap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

//===-- What can count ----------------------------------------------------------===//

/// The type that \p T points to, if it is a pointer of any kind, or \p T.
static QualType pointee(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->getPointeeType();
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  const bool Smart =
      Record && (isNamed(*Record, "::std::shared_ptr") || isNamed(*Record, "::std::unique_ptr"));
  return Smart ? Record->getTemplateArgs()[0].getAsType() : T;
}

bool isCounter(QualType T) {
  T = pointee(T);
  const auto *Atomic = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (Atomic && isNamed(*Atomic, "::std::atomic"))
    T = Atomic->getTemplateArgs()[0].getAsType();
  return T->isIntegerType() && !T->isBooleanType() && !T->isEnumeralType();
}

/// \p Name in lower case, without underscores.
static std::string plain(llvm::StringRef Name) {
  std::string Plain;
  llvm::copy_if(Name.lower(), std::back_inserter(Plain), [](char C) { return C != '_'; });
  return Plain;
}

static bool isOneOf(llvm::StringRef Name, llvm::ArrayRef<llvm::StringLiteral> Plain) {
  return !Name.empty() && llvm::is_contained(Plain, plain(Name));
}

bool isLatch(QualType T) {
  return isOneOf(nameOf(pointee(T)->getAsCXXRecordDecl()),
                 {"latch", "countdownlatch", "waitgroup", "blockingcounter"});
}

const Expr *nameIn(const Expr *E, const ValueDecl &What) {
  for (E = peel(E); E; E = peel(baseObject(E))) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl() == &What ? E : nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl() == &What ? E : nullptr;
  }
  return nullptr;
}

//===-- What counts -------------------------------------------------------------===//

static const Expr *objectOf(const Stmt &Call) {
  return cast<CXXMemberCallExpr>(Call).getImplicitObjectArgument();
}

static bool isOne(const Expr *E) {
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    E = Default->getExpr();
  const auto *Number = dyn_cast<IntegerLiteral>(E->IgnoreParenImpCasts());
  return Number && Number->getValue() == 1;
}

/// The step of any counter that \p S is, by one. Its name is yet to be looked for.
static Count stepBy(const Stmt *S) {
  if (const auto *Step = dyn_cast<UnaryOperator>(S))
    return {Step->isIncrementDecrementOp() ? Step->getSubExpr() : nullptr, Step->isDecrementOp()};
  if (const auto *Step = dyn_cast<CompoundAssignOperator>(S)) {
    const bool Down = Step->getOpcode() == BO_SubAssign, Up = Step->getOpcode() == BO_AddAssign;
    return {(Up || Down) && isOne(Step->getRHS()) ? Step->getLHS() : nullptr, Down};
  }
  if (const auto *Step = dyn_cast<CXXOperatorCallExpr>(S)) {
    const OverloadedOperatorKind Op = Step->getOperator();
    const bool ByOne = Op == OO_PlusPlus || Op == OO_MinusMinus ||
                       ((Op == OO_PlusEqual || Op == OO_MinusEqual) && isOne(Step->getArg(1)));
    return {ByOne ? Step->getArg(0) : nullptr, Op == OO_MinusMinus || Op == OO_MinusEqual};
  }
  const llvm::StringRef Member = calledMember(S);
  const bool Atomic = Member == "fetch_add" || Member == "fetch_sub";
  if (!Atomic && !isOneOf(Member, {"countdown", "decrementcount", "done"}))
    return {};
  const auto *Call = cast<CXXMemberCallExpr>(S);
  const bool ByOne = Call->getNumArgs() ? isOne(Call->getArg(0)) : !Atomic;
  return {ByOne ? objectOf(*S) : nullptr, Member != "fetch_add"};
}

Count stepOf(const Stmt *S, const ValueDecl &Counter) {
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    if (Count Step = stepBy(E->IgnoreUnlessSpelledInSource())) {
      Step.Name = nameIn(Step.Name, Counter);
      return Step;
    }
  return {};
}

/// True if \p E compares what it reads, and does nothing else.
static bool onlyCompares(const Expr *E) {
  const auto *Compare = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  return Compare && Compare->isComparisonOp() &&
         llvm::all_of(llvm::ArrayRef{Compare->getLHS(), Compare->getRHS()}, [](const Expr *Side) {
           return isa<IntegerLiteral>(Side->IgnoreParenImpCasts()) || readBy(Side);
         });
}

/// True if \p S does nothing but to wake up who waits, to give a lock back, and
/// to return nothing.
static bool isWakeUp(const Stmt *S) {
  static constexpr llvm::StringLiteral Names[] = {
      "notify",    "notifyone", "notifyall",         "signal",
      "signalall", "broadcast", "pthreadcondsignal", "pthreadcondbroadcast",
      "unlock",    "release",   "pthreadmutexunlock"};
  if (isa<NullStmt>(S))
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(), isWakeUp);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getElse() && onlyCompares(If->getCond()) && isWakeUp(If->getThen());
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return !Return->getRetValue() || isa<IntegerLiteral, GNUNullExpr, CXXNullPtrLiteralExpr>(
                                         Return->getRetValue()->IgnoreParenCasts());
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
  return Call && isOneOf(nameOf(calleeOf(Call)), Names);
}

/// The step that \p If takes in its condition, to wake up others after the last.
static Count stepInCondition(const IfStmt &If, const ValueDecl &Counter) {
  const Expr *Condition = If.getCond()->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
    Condition = Not->getSubExpr();
  if (const auto *Compare = dyn_cast<BinaryOperator>(Condition))
    Condition = Compare->isComparisonOp() ? Compare->getLHS() : Condition;
  return !If.getElse() && isWakeUp(If.getThen()) ? stepOf(Condition->IgnoreParenImpCasts(), Counter)
                                                 : Count{};
}

/// The step that \p Var takes when it dies: the one in a lambda that a guard is
/// made of.
static Count stepAtDeath(const VarDecl &Var, const ValueDecl &Counter,
                         llvm::DenseSet<const Stmt *> &Known) {
  static constexpr llvm::StringLiteral Guards[] = {"finally", "finalact", "scopeexit", "guard",
                                                   "defer",   "cleanup",  "onexit"};
  const CXXRecordDecl *Class = Var.getType()->getAsCXXRecordDecl();
  const std::string Name = plain(nameOf(Class));
  if (!Var.getInit() || llvm::none_of(Guards, [&](llvm::StringRef Part) {
        return llvm::StringRef(Name).contains(Part);
      }))
    return {};
  const Expr *Init = peel(Var.getInit());
  llvm::SmallVector<const Stmt *, 2> Parts(Init->child_begin(), Init->child_end());
  Parts.push_back(Init);
  for (const Stmt *Part : Parts)
    if (const auto *E = dyn_cast_or_null<Expr>(Part))
      if (const auto *Lambda = dyn_cast<LambdaExpr>(peel(E)))
        return lastCount(Lambda->getBody(), Counter, Known);
  return {};
}

static Count lastCountIn(const CompoundStmt &Block, const ValueDecl &Counter,
                         llvm::DenseSet<const Stmt *> &Known) {
  auto Inner = Block.body_rbegin();
  for (; Inner != Block.body_rend() && isWakeUp(*Inner); ++Inner)
    Known.insert(*Inner);
  Count Last;
  if (Inner != Block.body_rend())
    Last = lastCount(*Inner, Counter, Known);
  for (const Stmt *S : Block.body())
    if (const auto *Made = dyn_cast<DeclStmt>(S); Made && Made->isSingleDecl() && !Last)
      if (const auto *Var = dyn_cast<VarDecl>(Made->getSingleDecl()))
        Last = stepAtDeath(*Var, Counter, Known);
  return Last;
}

Count lastCount(const Stmt *S, const ValueDecl &Counter, llvm::DenseSet<const Stmt *> &Known) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return lastCountIn(*Block, Counter, Known);
  const auto *If = dyn_cast_or_null<IfStmt>(S);
  const Count Last = If ? stepInCondition(*If, Counter) : stepOf(S, Counter);
  if (Last)
    Known.insert(Last.Name);
  return Last;
}

//===-- What waits --------------------------------------------------------------===//

/// True if \p S only lets time pass until somebody else has done something.
static bool isIdle(const Stmt *S) {
  static constexpr llvm::StringLiteral Names[] = {"wait",       "pthreadcondwait", "yield",
                                                  "schedyield", "pause",           "mmpause"};
  if (!S || isa<NullStmt>(S))
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(), isIdle);
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
  auto IsTime = [](const Expr *Arg) { return Arg->getType()->isArithmeticType(); };
  return Call && isOneOf(nameOf(calleeOf(Call)), Names) && llvm::none_of(Call->arguments(), IsTime);
}

/// The condition that \p S waits for, by a condition variable or by looking
/// again and again, or null.
static const Expr *conditionOf(const Stmt &S) {
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return isIdle(While->getBody()) ? While->getCond() : nullptr;
  if (calledMember(&S) != "wait" || cast<CallExpr>(S).getNumArgs() != 2)
    return nullptr;
  const auto *Lambda = dyn_cast<LambdaExpr>(peel(cast<CallExpr>(S).getArg(1)));
  const CompoundStmt *Body = Lambda ? Lambda->getCompoundStmtBody() : nullptr;
  const auto *Only = Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  return Only ? Only->getRetValue() : nullptr;
}

/// The name by which \p E reads a counter, or null.
static const Expr *counterRead(const Expr *E) {
  const ValueDecl *Read = readBy(E);
  if (!Read || !isCounter(Read->getType()))
    return nullptr;
  E = peel(E);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    E = Call->getImplicitObjectArgument();
  return nameIn(E, *Read);
}

llvm::SmallVector<CountWait, 2> countWaits(const Stmt &S) {
  if (isOneOf(calledMember(&S), {"wait"}) && cast<CallExpr>(S).getNumArgs() == 0)
    if (const ValueDecl *Latch = namedBy(objectOf(S)); Latch && isLatch(Latch->getType()))
      return {{nameIn(objectOf(S), *Latch)}};
  const Expr *Condition = conditionOf(S);
  if (!Condition || Condition->isInstantiationDependent())
    return {};
  Condition = Condition->IgnoreUnlessSpelledInSource();
  llvm::SmallVector<CountWait, 2> Waits;
  const auto *Compare = dyn_cast<BinaryOperator>(Condition);
  if (!Compare) {
    Waits.push_back({counterRead(Condition)});
  } else if (Compare->isComparisonOp()) {
    Waits.push_back({counterRead(Compare->getLHS()), Compare->getRHS()});
    Waits.push_back({counterRead(Compare->getRHS()), Compare->getLHS()});
  }
  llvm::erase_if(Waits, [](const CountWait &Wait) { return !Wait.Counter; });
  return Waits;
}

} // namespace clang::tidy::structured
