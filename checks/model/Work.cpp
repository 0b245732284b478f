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

bool isEndless(const Stmt *Body, ASTContext &Context) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  return Block && llvm::any_of(Block->body(), [&](const Stmt *S) {
           return isEndlessLoop(S, Context) || isEndless(S, Context);
         });
}

/// The address of a local object that \p E is, or null.
static const ValueDecl *localAddressed(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_AddrOf)
    E = Unary->getSubExpr()->IgnoreParenImpCasts();
  else if (!E->getType()->isArrayType())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isLocalObject(Ref->getDecl()) ? Ref->getDecl() : nullptr;
}

/// The argument of std::ref and std::cref, or null.
static const Expr *referenceWrapped(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  if (!Callee || Call->getNumArgs() != 1)
    return nullptr;
  static constexpr const char *Wrappers[] = {"::std::ref", "::std::cref", "::boost::ref",
                                             "::boost::cref"};
  return llvm::any_of(Wrappers, [&](const char *Name) { return isNamed(*Callee, Name); })
             ? Call->getArg(0)
             : nullptr;
}

static void holdVariable(Held &H, const ValueDecl *Var, Hold How) {
  H.Name = Var->getNameAsString();
  H.Declared = Var->getLocation();
  H.How = How;
  H.Local = How != Hold::Value && isLocalObject(Var);
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
  } else if (const ValueDecl *Var = localAddressed(Value)) {
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

static Callable describeLambda(const LambdaExpr &Lambda, ASTContext &Context) {
  Callable Work;
  Work.What = Callable::Kind::Lambda;
  Work.Range = Lambda.getSourceRange();
  Work.Endless = isEndless(Lambda.getBody(), Context);
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures())
    Work.Captures.push_back(describeCapture(Capture, *Init++, Context));
  return Work;
}

/// True if clangd sees \p Function's body too: it skips those of headers.
static bool bodyIsInMainFile(const FunctionDecl &Function, ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  return Sources.isInMainFile(Sources.getExpansionLoc(Function.getLocation()));
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
