#include "Work.h"
#include "Expressions.h"
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

/// True if clangd sees \p Function's body too: it skips those of headers.
static bool bodyIsInMainFile(const FunctionDecl &Function, ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  return Sources.isInMainFile(Sources.getExpansionLoc(Function.getLocation()));
}

/// \p Depth: how many calls are followed. A daemon is not hidden deep, and
/// recursion has to end.
static bool isEndless(const Stmt *S, ASTContext &Context, unsigned Depth) {
  if (!S)
    return false;
  if (isEndlessLoop(S, Context))
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::any_of(Block->body(),
                        [&](const Stmt *Inner) { return isEndless(Inner, Context, Depth); });
  const auto *E = dyn_cast<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
  const FunctionDecl *Callee = Call && Depth ? calleeOf(Call) : nullptr;
  const FunctionDecl *Definition = nullptr;
  return Callee && Callee->isDefined(Definition) && bodyIsInMainFile(*Definition, Context) &&
         isEndless(Definition->getBody(), Context, Depth - 1);
}

bool isEndless(const Stmt *Body, ASTContext &Context) { return isEndless(Body, Context, 3); }

/// The variable that \p E is the address of, or null.
static const ValueDecl *addressed(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf)
    E = Unary->getSubExpr()->IgnoreParenImpCasts();
  else if (!E->getType()->isArrayType())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isa<VarDecl>(Ref->getDecl()) && !Ref->getDecl()->getType()->isReferenceType()
             ? Ref->getDecl()
             : nullptr;
}

/// \p E, if it is a call of one of the functions \p Names.
static const CallExpr *callOf(const Expr *E, llvm::ArrayRef<const char *> Names) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call && Call->getNumArgs() ? calleeOf(Call) : nullptr;
  const bool Named =
      Callee && llvm::any_of(Names, [&](const char *Name) { return isNamed(*Callee, Name); });
  return Named ? Call : nullptr;
}

/// The argument of std::ref and std::cref, or null.
static const Expr *referenceWrapped(const Expr *E) {
  const CallExpr *Call = callOf(E, {"::std::ref", "::std::cref", "::boost::ref", "::boost::cref"});
  return Call ? Call->getArg(0) : nullptr;
}

static void holdVariable(Held &H, const ValueDecl *Var, Hold How) {
  H.Name = Var->getNameAsString();
  H.Declared = Var->getLocation();
  H.How = How;
  H.Local = How != Hold::Value && isLocalObject(Var);
  const auto *Variable = dyn_cast<VarDecl>(Var);
  H.Static = Variable && Variable->hasGlobalStorage() && !Var->getType()->isReferenceType();
}

Held describeArgument(const Expr *E, ASTContext &Context) {
  Held H;
  H.Loc = E->getBeginLoc();
  const Expr *Value = peel(E);
  if (const Expr *Wrapped = referenceWrapped(Value)) {
    H.How = Hold::Reference;
    if (const ValueDecl *Var = namedBy(Wrapped))
      holdVariable(H, Var, Hold::Reference);
  } else if (isa<CXXThisExpr>(Value)) {
    H.Name = "this";
    H.How = Hold::This;
  } else if (const ValueDecl *Var = addressed(Value)) {
    holdVariable(H, Var, Hold::Address);
  } else if (isAddressLike(Value->getType()) && !Value->getType()->isFunctionPointerType() &&
             !isa<StringLiteral>(Value)) {
    H.How = Hold::Address;
  }
  return H;
}

static Held describeCapture(const LambdaCapture &Capture, const Expr *Init, ASTContext &Context) {
  Held H;
  H.Loc = Capture.getLocation();
  if (Capture.capturesThis()) {
    H.Name = "this";
    H.How = Capture.getCaptureKind() == LCK_StarThis ? Hold::Value : Hold::This;
    return H;
  }
  if (!Capture.capturesVariable())
    return H;
  const ValueDecl *Var = Capture.getCapturedVar();
  if (const auto *InitVar = dyn_cast<VarDecl>(Var); InitVar && InitVar->isInitCapture()) {
    // [name = value] holds what the value holds; [&name = value] refers to it.
    const Expr *Value = InitVar->getInit();
    if (!Value)
      return H;
    const ValueDecl *Referred = InitVar->getType()->isReferenceType() ? namedBy(Value) : nullptr;
    if (Referred)
      holdVariable(H, Referred, Hold::Reference);
    else
      H = describeArgument(Value, Context);
    H.Loc = Capture.getLocation();
    if (H.Name.empty())
      H.Name = Var->getNameAsString();
    return H;
  }
  const bool ByReference = Capture.getCaptureKind() == LCK_ByRef;
  const bool CopiesAddress = isAddressLike(Var->getType().getNonReferenceType());
  holdVariable(H, Var, ByReference ? Hold::Reference : CopiesAddress ? Hold::Address : Hold::Value);
  // A copy of a pointer says nothing of what it points to.
  H.Local = ByReference && isLocalObject(Var);
  return H;
}

/// True if \p Capture is 'self = shared_from_this()' or its like.
static bool keepsThisAlive(const LambdaCapture &Capture) {
  const auto *Var =
      Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr;
  const auto *Call = Var && Var->isInitCapture() && Var->getInit()
                         ? dyn_cast<CallExpr>(peel(Var->getInit()))
                         : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  return Callee && Callee->getIdentifier() &&
         (Callee->getName() == "shared_from_this" || Callee->getName() == "weak_from_this");
}

static Callable describeLambda(const LambdaExpr &Lambda, ASTContext &Context) {
  Callable Work;
  Work.What = Callable::Kind::Lambda;
  Work.Range = Lambda.getSourceRange();
  Work.Endless = isEndless(Lambda.getBody(), Context);
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures())
    Work.Captures.push_back(describeCapture(Capture, *Init++, Context));
  if (llvm::any_of(Lambda.captures(), keepsThisAlive))
    for (Held &H : Work.Captures)
      H.KeptAlive |= H.How == Hold::This;
  return Work;
}

static Callable describeFunction(const FunctionDecl &Function, ASTContext &Context) {
  Callable Work;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  Work.What =
      Method && Method->isInstance() ? Callable::Kind::MemberFunction : Callable::Kind::Function;
  Work.Name = spelledName(Function);
  Work.Range = Function.getSourceRange();
  const FunctionDecl *Definition = nullptr;
  if (Function.isDefined(Definition) && bodyIsInMainFile(*Definition, Context))
    Work.Endless = isEndless(Definition->getBody(), Context);
  return Work;
}

Callable describeCallable(const Expr *E, ASTContext &Context) {
  E = peel(E);
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(E);
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    E = AddressOf->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return describeLambda(*Lambda, Context);
  if (const CallExpr *Bind = callOf(E, {"::std::bind", "::boost::bind"})) {
    Callable Work = describeCallable(Bind->getArg(0), Context);
    for (const Expr *Arg : llvm::drop_begin(Bind->arguments()))
      Work.Captures.push_back(describeArgument(Arg, Context));
    return Work;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (Ref && isa<FunctionDecl>(Ref->getDecl()))
    return describeFunction(*cast<FunctionDecl>(Ref->getDecl()), Context);
  if (const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr; Var && Var->getInit())
    if (const auto *Named = dyn_cast<LambdaExpr>(peel(Var->getInit())))
      return describeLambda(*Named, Context);
  Callable Unknown;
  Unknown.Range = E->getSourceRange();
  return Unknown;
}

} // namespace clang::tidy::structured
