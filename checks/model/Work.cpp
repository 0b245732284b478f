#include "Work.h"
#include "Callables.h"
#include "CaptureCopies.h"
#include "Expressions.h"
#include "Holds.h"
#include "ServiceLoops.h"
#include "SwallowedErrors.h"
#include "WeakLocks.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// True if \p S leaves a loop around it: \p Nested says whether a loop or
/// switch stands between, to which a break would belong.
static bool leavesLoop(const Stmt *S, bool Nested) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isa<ReturnStmt, CoreturnStmt, GotoStmt, IndirectGotoStmt, CXXThrowExpr>(S))
    return true;
  if (isa<BreakStmt>(S))
    return !Nested;
  Nested |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt>(S);
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return leavesLoop(Child, Nested); });
}

static bool isAlwaysTrue(const Expr *Condition, ASTContext &Context) {
  if (!Condition)
    return true;
  bool Value = false;
  return !Condition->isValueDependent() && Condition->EvaluateAsBooleanCondition(Value, Context) &&
         Value;
}

static bool isEndlessLoop(const Stmt *S, ASTContext &Context) {
  if (const auto *For = dyn_cast<ForStmt>(S))
    return isAlwaysTrue(For->getCond(), Context) && !leavesLoop(For->getBody(), false);
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return isAlwaysTrue(While->getCond(), Context) && !leavesLoop(While->getBody(), false);
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return isAlwaysTrue(Do->getCond(), Context) && !leavesLoop(Do->getBody(), false);
  return false;
}

/// \p Depth: how many calls are followed. A daemon is not hidden deep, and
/// recursion has to end.
static const Stmt *endlessLoopIn(const Stmt *S, ASTContext &Context, unsigned Depth) {
  if (!S || isEndlessLoop(S, Context))
    return S;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    for (const Stmt *Inner : Block->body())
      if (const Stmt *Loop = endlessLoopIn(Inner, Context, Depth))
        return Loop;
    return nullptr;
  }
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
  const FunctionDecl *Callee = Call && Depth ? calleeOf(Call) : nullptr;
  return Callee ? endlessLoopIn(bodyInMainFile(*Callee), Context, Depth - 1) : nullptr;
}

const Stmt *endlessLoopIn(const Stmt *Body, ASTContext &Context) {
  return endlessLoopIn(Body, Context, 3);
}

bool isEndless(const Stmt *Body, ASTContext &Context) { return endlessLoopIn(Body, Context); }

/// True if \p S, or a part of it, leaves something to be done when the thread has
/// ended, which others wait for.
static bool tellsAtExit(const Stmt *S) {
  const auto *Call = dyn_cast_or_null<CallExpr>(S);
  return S && ((Call && nameOf(calleeOf(Call)).ends_with("_at_thread_exit")) ||
               llvm::any_of(S->children(), tellsAtExit));
}

static Callable describeLambda(const LambdaExpr &Lambda, ASTContext &Context) {
  Callable Work;
  Work.What = Callable::Kind::Lambda;
  Work.Range = Lambda.getSourceRange();
  Work.Endless = isEndless(Lambda.getBody(), Context);
  Work.EndsWhenTold = isServiceLoop(Lambda.getBody(), Context);
  Work.TellsAtExit = tellsAtExit(Lambda.getBody());
  Work.Swallows = swallowingHandler(Lambda.getBody(), Context);
  llvm::SmallVector<const ValueDecl *, 4> Parts, Weak;
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures()) {
    Held &H = Work.Captures.emplace_back(describeCapture(Capture, *Init++, Context));
    H.Copyable = couldBeCopied(Capture, Lambda, Context);
    if (Capture.capturesVariable() && (H.How == Hold::This || H.OfThis))
      Parts.push_back(Capture.getCapturedVar());
    else if (H.WatchesThis)
      Weak.push_back(Capture.getCapturedVar());
  }
  Work.LocksFirst = locksBeforeUse(*Lambda.getCallOperator(), Parts, Weak);
  return Work;
}

static Callable describeFunction(const FunctionDecl &Function, ASTContext &Context) {
  Callable Work;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  Work.What =
      Method && Method->isInstance() ? Callable::Kind::MemberFunction : Callable::Kind::Function;
  Work.Name = spelledName(Function);
  const FunctionDecl *Definition = Function.getDefinition();
  Work.Range = (Definition ? Definition : &Function)->getSourceRange();
  const Stmt *Body = bodyInMainFile(Function);
  Work.Endless = isEndless(Body, Context);
  Work.EndsWhenTold = isServiceLoop(Body, Context);
  Work.TellsAtExit = tellsAtExit(Body);
  Work.Swallows = swallowingHandler(Body, Context);
  Work.LocksFirst = Work.What == Callable::Kind::MemberFunction && Body &&
                    locksBeforeUse(*Definition, /*Parts=*/{}, /*Weak=*/{});
  return Work;
}

/// The member that \p Constructor makes of its parameter \p Index, as far as this
/// file shows, or null.
static const FieldDecl *memberMadeOf(const CXXConstructorDecl &Constructor, unsigned Index) {
  const auto *Definition = dyn_cast_or_null<CXXConstructorDecl>(Constructor.getDefinition());
  if (!Definition || Index >= Definition->getNumParams())
    return nullptr;
  for (const CXXCtorInitializer *Init : Definition->inits())
    if (Init->isMemberInitializer() && namedBy(Init->getInit()) == Definition->getParamDecl(Index))
      return Init->getMember();
  return nullptr;
}

/// An object with a call operator, that \p Made makes, holds what it is made of: by
/// reference, where a member of it is a reference.
static Callable describeObject(const Expr &Made, ASTContext &Context) {
  Callable Work;
  Work.Range = Made.getSourceRange();
  auto Add = [&](const Expr *Value, const FieldDecl *Into) {
    const bool Refers = Into && Into->getType()->isReferenceType();
    Work.Captures.push_back(Refers ? describeReference(Value, Context)
                                   : describeArgument(Value, Context));
  };
  if (const auto *List = dyn_cast<InitListExpr>(&Made)) {
    const CXXRecordDecl *Class = List->getType()->getAsCXXRecordDecl();
    llvm::SmallVector<const FieldDecl *> Fields;
    if (Class && Class->hasDefinition() && Class->getNumBases() == 0)
      Fields.append(Class->field_begin(), Class->field_end());
    for (unsigned I = 0; I < List->getNumInits(); ++I)
      Add(List->getInit(I), I < Fields.size() ? Fields[I] : nullptr);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Made)) {
    for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
      if (const FieldDecl *Into = memberMadeOf(*Construct->getConstructor(), I))
        Add(Construct->getArg(I), Into);
  }
  return Work;
}

/// What the coroutine that \p Call makes holds while it runs: its parameters, and
/// its object. A reference is as good as what it was made with.
static Callable describeCoroutine(const CallExpr &Call, const FunctionDecl &Coroutine,
                                  ASTContext &Context) {
  Callable Work = describeFunction(Coroutine, Context);
  Work.Captures.clear();
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (Member && !isa<CXXConstructExpr>(peel(Member->getImplicitObjectArgument())))
    Work.Captures.push_back(describeReference(Member->getImplicitObjectArgument(), Context));
  for (unsigned I = 0; I < Call.getNumArgs() && I < Coroutine.getNumParams(); ++I)
    Work.Captures.push_back(Coroutine.getParamDecl(I)->getType()->isLValueReferenceType()
                                ? describeReference(Call.getArg(I), Context)
                                : describeArgument(Call.getArg(I), Context));
  return Work;
}

Callable describeCallable(const Expr *E, ASTContext &Context) {
  E = boundCallable(E);
  if (const FunctionDecl *Coroutine = coroutineCalledBy(E); Coroutine && bodyInMainFile(*Coroutine))
    return describeCoroutine(*cast<CallExpr>(E), *Coroutine, Context);
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(E);
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    E = AddressOf->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return describeLambda(*Lambda, Context);
  if (const CallExpr *Bind = callOf(E, {"::std::bind", "::std::bind_front", "::boost::bind",
                                        "::boost::beast::bind_front_handler"})) {
    Callable Work = describeCallable(Bind->getArg(0), Context);
    Work.LocksFirst = false; // It gets the rest by parameters.
    for (const Expr *Arg : llvm::drop_begin(Bind->arguments()))
      Work.Captures.push_back(describeArgument(Arg, Context));
    return Work;
  }
  if (isa<InitListExpr, CXXConstructExpr>(E))
    return describeObject(*E, Context);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (Ref && isa<FunctionDecl>(Ref->getDecl()))
    return describeFunction(*cast<FunctionDecl>(Ref->getDecl()), Context);
  if (const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr; Var && Var->getInit())
    if (const Expr *Named = peel(Var->getInit());
        isa<LambdaExpr, InitListExpr, CXXConstructExpr>(Named))
      return describeCallable(Named, Context);
  Callable Unknown;
  Unknown.Range = E->getSourceRange();
  return Unknown;
}

llvm::SmallVector<const Stmt *> bodiesRunBy(const Stmt *Spawn) {
  llvm::SmallVector<const Stmt *> Bodies;
  if (!Spawn)
    return Bodies;
  const auto *Ref = dyn_cast<DeclRefExpr>(Spawn);
  if (const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr)
    return {bodyInMainFile(*Function)};
  if (const LambdaExpr *Lambda =
          isa<LambdaExpr, DeclRefExpr>(Spawn) ? lambdaOf(cast<Expr>(Spawn)) : nullptr)
    return {Lambda->getBody()};
  for (const Stmt *Child : Spawn->children())
    Bodies.append(bodiesRunBy(Child));
  return Bodies;
}

} // namespace clang::tidy::structured
