#include "Throws.h"
#include "Assertions.h"
#include "Callables.h"
#include "DeclaredThrows.h"
#include "DeepCalls.h"
#include "Entities.h"
#include "Expressions.h"
#include "NameMap.h"
#include "SpawnApis.h"
#include "WholeProgram.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

/// True if \p Function, made from a template, has a body here, and one name in all files: that of
/// a lambda in it says where this stands.
static bool isMadeAlike(const FunctionDecl &Function) {
  const FunctionDecl *Body = nullptr;
  return Function.isDefined(Body) && Body->getBody() &&
         fullName(Function).find(" at ") == std::string::npos;
}

/// True if another file of the user's may tell whether \p Function throws: it is one function
/// everywhere, which has a name. A macro may declare several at one place.
static bool isOpen(const FunctionDecl &Function) {
  if (Function.isTemplateInstantiation() && !isMadeAlike(Function))
    return false;
  return WholeProgram::isWanted() && !Function.getCanonicalDecl()->getLocation().isMacroID() &&
         !Function.isTemplated() && !Function.isImplicit() && !Function.isDefaulted() &&
         Function.isExternallyVisible() && !isa<CXXDestructorDecl>(Function) &&
         !isOfSystemHeader(*Function.getCanonicalDecl());
}

/// True if \p Function is a constructor whose body nobody has written, and is here to be looked at.
static bool isMadeByCompiler(const FunctionDecl &Function) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function);
  return Constructor && Constructor->isDefaulted() && Constructor->getDefinition();
}

//===-- What a body does ----------------------------------------------------===//

/// What is thrown alike counts once.
void Throws::add(Escape Each, Escapes &To) {
  auto IsAlike = [&](const Escape &Old) {
    return Old.Evidence.What == Each.Evidence.What && Old.Thrown == Each.Thrown &&
           Old.Open == Each.Open;
  };
  if (llvm::none_of(To, IsAlike))
    To.push_back(std::move(Each));
}

void Throws::addFunction(const FunctionDecl &Function, SourceLocation Called, Escapes &To) {
  const Throwing Declared = declaredThrowing(Function);
  if (Declared == Throwing::Never)
    return;
  const bool IsMade = isMadeByCompiler(Function);
  // A lambda stands where it is run from.
  if (IsMade || isLambdaCallOperator(&Function) || bodyBeside(Function, Called))
    for (Escape Each : ofBody(Function)) {
      if (IsMade && Each.Evidence.What != Throwing::Visibly)
        Each.Evidence.Loc = Called; // There is no other place.
      add(std::move(Each), To);
    }
  else
    add({{Declared, Called, spelledName(Function)},
         {},
         {Declared == Throwing::Maybe && isOpen(Function) ? Function.getCanonicalDecl() : nullptr}},
        To);
}

/// Of a virtual call it is known what runs only if all of the program is.
void Throws::addDispatch(const FunctionDecl &Function, SourceLocation Called, Escapes &To) {
  if (!saysNoexcept(Function.getType()))
    add({{Throwing::Maybe, Called, spelledName(Function)},
         {},
         {isOpen(Function) ? Function.getCanonicalDecl() : nullptr, /*Virtual=*/true}},
        To);
}

/// Notes the containers that \p S asks how many elements they have, or whether
/// one of them.
void Throws::collectAsked(const Stmt *S) {
  static constexpr llvm::StringLiteral Questions[] = {
      "size", "empty", "count", "contains", "find", "begin", "end", "resize", "has_value"};
  if (!S)
    return;
  if (llvm::is_contained(Questions, calledMember(S)))
    Asked.insert(namedBy(cast<CXXMemberCallExpr>(S)->getImplicitObjectArgument()));
  for (const Stmt *Child : S->children())
    collectAsked(Child);
}

/// True if \p E is a member, or what is got from one by functions that are given nothing.
static bool isOfMember(const Expr *E) {
  for (E = peel(E); E; E = peel(E)) {
    if (isa<CXXThisExpr>(E))
      return true;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return isa<FieldDecl>(Member->getMemberDecl());
    const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
    E = Call && Call->getNumArgs() == 0 ? Call->getImplicitObjectArgument() : baseObject(E);
  }
  return false;
}

/// True if \p Call gets an element of a container, or a part of a match, that the
/// function may well know to be there: it has asked, or its class sees to it that a
/// member always has so many.
bool Throws::isChecked(const CallExpr &Call) const {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const ValueDecl *Container = Member ? namedBy(Member->getImplicitObjectArgument()) : nullptr;
  if (isGivenMatchedText(Call) || (Container && Asked.contains(Container)))
    return true;
  const Expr *Index = Member && Call.getNumArgs() ? Call.getArg(0) : nullptr;
  return Index && isOfMember(Member->getImplicitObjectArgument()) &&
         !Index->isInstantiationDependent() && Index->isIntegerConstantExpr(Context);
}

void Throws::addCall(const CallExpr &Call, Escapes &To) {
  if (const std::optional<ThrowingAssertion> Assertion =
          throwingAssertion(Call.getExprLoc(), Context))
    return add({{Throwing::Known, Assertion->Loc, Assertion->Name}, {}}, To);
  const FunctionDecl *Callee = calleeOf(&Call);
  if (runsHere(Call, Table))
    for (const Expr *Arg : Call.arguments())
      if (const FunctionDecl *Run = calledBy(Arg))
        addFunction(*Run, Call.getExprLoc(), To);
  if (Callee && isOverridable(*Callee) && isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call)) {
    const CXXMethodDecl *Run = certainTarget(Call);
    if (!Run)
      return addDispatch(*Callee, Call.getExprLoc(), To);
    Callee = Run;
  }
  const bool IsKnown = Callee && declaredThrowing(*Callee) == Throwing::Known;
  if (IsKnown && isGivenSoundConstant(Call, Context))
    return;
  if (IsKnown && isChecked(Call))
    add({{Throwing::Maybe, Call.getExprLoc(), spelledName(*Callee)}, {}}, To);
  else if (Callee)
    addFunction(*Callee, Call.getExprLoc(), To);
  else if (!saysNoexcept(Call.getCallee()->IgnoreParenImpCasts()->getType()))
    add({{Throwing::Maybe, Call.getExprLoc(), ""}, {}}, To);
}

void Throws::addThrow(const CXXThrowExpr &Throw, Escapes &To) {
  if (const Expr *Thrown = Throw.getSubExpr())
    add({{Throwing::Visibly, Throw.getThrowLoc(), ""}, Thrown->getType()}, To);
  else if (!Caught)
    add({{Throwing::Maybe, Throw.getThrowLoc(), ""}, {}}, To);
  else
    for (const Escape &Each : *Caught)
      add(Each, To);
}

/// Who catches a std::exception means every error of what is called.
const CXXCatchStmt *Throws::handlerOf(const Escape &Thrown, const CXXTryStmt &Try) const {
  const CXXRecordDecl *What =
      Thrown.Thrown.isNull() ? nullptr : Thrown.Thrown->getAsCXXRecordDecl();
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try.getHandler(I);
    if (!Handler->getExceptionDecl())
      return Handler;
    const QualType Type = Handler->getCaughtType().getNonReferenceType().getUnqualifiedType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (Thrown.Thrown.isNull() ? Class && isNamed(*Class, "::std::exception")
                               : Context.hasSameUnqualifiedType(Type, Thrown.Thrown) ||
                                     // One pointer may become the other.
                                     (Type->isPointerType() && Thrown.Thrown->isPointerType()) ||
                                     (What && Class && What->hasDefinition() &&
                                      Class->hasDefinition() && What->isDerivedFrom(Class)))
      return Handler;
  }
  return nullptr;
}

void Throws::addTry(const CXXTryStmt &Try, Escapes &To) {
  Escapes Inside, Stopped;
  addStmt(Try.getTryBlock(), Inside);
  for (Escape &Each : Inside) {
    Escapes &Into = handlerOf(Each, Try) ? Stopped : To;
    Each.Open = {}; // The handlers may be for what it throws.
    add(std::move(Each), Into);
  }
  const llvm::SaveAndRestore Handling(Caught, static_cast<const Escapes *>(&Stopped));
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    Escapes OfHandler;
    addStmt(Try.getHandler(I)->getHandlerBlock(), OfHandler);
    // The calls of a handler are taken to succeed, but a throw is a throw.
    for (Escape &Each : OfHandler)
      if (Each.Evidence.What == Throwing::Visibly || llvm::any_of(Stopped, [&](const Escape &Old) {
            return Old.Evidence.Loc == Each.Evidence.Loc;
          }))
        add(std::move(Each), To);
  }
}

void Throws::addStep(const Stmt &S, Escapes &To) {
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(&S))
    addThrow(*Throw, To);
  else if (const auto *Call = dyn_cast<CallExpr>(&S))
    addCall(*Call, To);
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S);
           Construct && !Construct->isElidable())
    addFunction(*Construct->getConstructor(), Construct->getBeginLoc(), To);
  else if (isa<CoroutineSuspendExpr, CXXUnresolvedConstructExpr>(S))
    add({{Throwing::Maybe, S.getBeginLoc(), ""}, {}}, To);
}

/// The branch of \p If that is always taken, or null if that is missing; nothing if it depends.
static std::optional<const Stmt *> takenBy(const IfStmt &If, const ASTContext &Context) {
  const Expr *Condition = If.getCond();
  bool Holds = false;
  if (If.hasInitStorage() || If.hasVarStorage() || Condition->isInstantiationDependent() ||
      !Condition->EvaluateAsBooleanCondition(Holds, Context))
    return std::nullopt;
  return Holds ? If.getThen() : If.getElse();
}

/// True if nothing goes on behind \p S, and what stands there is for the compiler.
static bool endsBlock(const Stmt &S) {
  if (const auto *Switch = dyn_cast<SwitchStmt>(&S))
    return Switch->isAllEnumCasesCovered();
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  return isa<ReturnStmt>(S) || (Callee && Callee->isNoReturn());
}

/// What stands behind an end of the block counts from the next label on, and if it is no throw
/// behind a switch, which may be left by a break.
void Throws::addBlock(const CompoundStmt &Block, Escapes &To) {
  const Stmt *End = nullptr;
  for (const Stmt *S : Block.body()) {
    const Stmt *Plain = S;
    while (const auto *Case = dyn_cast<SwitchCase>(Plain))
      Plain = Case->getSubStmt();
    if (const auto *Full = dyn_cast<Expr>(Plain))
      Plain = Full->IgnoreUnlessSpelledInSource();
    if (isa<LabelStmt, SwitchCase>(S) || (End && isa<SwitchStmt>(End) && !isa<CXXThrowExpr>(Plain)))
      End = nullptr;
    if (End)
      continue;
    addStmt(S, To);
    End = endsBlock(*Plain) ? Plain : nullptr;
  }
}

void Throws::addStmt(const Stmt *S, Escapes &To) {
  if (!S || isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
    return;
  if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && Return->getNRVOCandidate())
    return; // The variable is made where the result is to be.
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return addTry(*Try, To);
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return addBlock(*Block, To);
  if (const auto *If = dyn_cast<IfStmt>(S))
    if (const std::optional<const Stmt *> Taken = takenBy(*If, Context))
      return addStmt(*Taken, To);
  addStep(*S, To);
  if (isa<CXXThrowExpr>(S))
    return;
  for (const Stmt *Child : S->children())
    addStmt(Child, To);
}

Throws::Escapes Throws::findEscapes(const FunctionDecl &Function) {
  Escapes Found;
  if (const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(Function.getDefinition()))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      addStmt(Init->getInit(), Found);
  const llvm::SaveAndRestore Here(Asked, {});
  const Stmt *Body = Function.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  collectAsked(Body);
  addStmt(Body, Found);
  return Found;
}

const Throws::Escapes &Throws::ofBody(const FunctionDecl &Function) {
  const FunctionDecl *Key = Function.getCanonicalDecl();
  // A function that calls itself throws what else it throws.
  if (Known.try_emplace(Key).second) {
    const llvm::SaveAndRestore Elsewhere(Caught, static_cast<const Escapes *>(nullptr));
    Escapes Found;
    askOfCallees([&] { Found = findEscapes(Function); });
    Known[Key] = std::move(Found);
  }
  return Known[Key];
}

//===-- The answers ----------------------------------------------------------===//

ThrowEvidence Throws::ofCall(const FunctionDecl &Function, SourceLocation From) {
  Escapes All;
  addFunction(Function, From, All);
  ThrowEvidence Worst;
  for (const Escape &Each : All)
    if (Each.Evidence.What > Worst.What)
      Worst = Each.Evidence;
  return Worst;
}

Throws::Escapes Throws::ofStep(const Stmt &S) {
  Escapes Found;
  addStep(S, Found);
  return Found;
}

/// The function that a call of the callable \p E runs.
static CalledFunction runBy(const Expr *E) {
  const FunctionDecl *Coroutine = coroutineCalledBy(E);
  const FunctionDecl *Function = Coroutine ? Coroutine : calledBy(E);
  return {Function, Function && isOverridable(*Function) && !saysNoexcept(Function->getType())};
}

/// The full name of \p Function without what templates were made with.
static std::string nameOfTemplate(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  const FunctionDecl &Written = Pattern ? *Pattern : Function;
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Written);
  if (!Constructor)
    return spelledName(Written);
  return spelledName(*Constructor->getParent()) + "::" + Constructor->getParent()->getName().str();
}

OpenCall Throws::ask(const Escape &Each) {
  if (!llvm::is_contained(OpenFunctions, Each.Open))
    OpenFunctions.push_back(Each.Open);
  const FunctionDecl &Function = *Each.Open.Function;
  return {Each.Open.Virtual ? dispatchName(Function) : fullName(Function), nameOfTemplate(Function),
          Function.getLocation(), Each.Evidence.Loc};
}

std::vector<OpenCall> Throws::openCallsOf(const Expr *E) {
  std::vector<OpenCall> Open;
  Escapes All;
  if (const CalledFunction Run = runBy(E); Run.Virtual)
    addDispatch(*Run.Function, E->getExprLoc(), All);
  else if (Run)
    addFunction(*Run.Function, E->getExprLoc(), All);
  for (const Escape &Each : All)
    if (Each.Open)
      Open.push_back(ask(Each));
  return Open;
}

ThrowEvidence Throws::ofCallable(const Expr *E) {
  if (const CalledFunction Run = runBy(E); Run && !Run.Virtual)
    return ofCall(*Run.Function, E->getExprLoc());
  E = peel(E);
  const bool Safe = !E->getType().isNull() && saysNoexcept(E->getType());
  return {Safe ? Throwing::Never : Throwing::Maybe, E->getExprLoc(), ""};
}

} // namespace clang::tidy::structured
