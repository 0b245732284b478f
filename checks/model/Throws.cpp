#include "Throws.h"
#include "Expressions.h"
#include "NameMap.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Builtins.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

//===-- What a declaration says ---------------------------------------------===//

/// True if \p T, the type of a function, says that it throws nothing.
static bool saysNoexcept(QualType T) {
  if (T->isFunctionPointerType() || T->isMemberFunctionPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  const auto *Type = T->getAs<FunctionProtoType>();
  // Not canThrow(): it must not be asked of what is yet to be made.
  switch (Type ? Type->getExceptionSpecType() : EST_None) {
  case EST_DynamicNone:
  case EST_NoThrow:
  case EST_BasicNoexcept:
  case EST_NoexceptTrue:
    return true;
  default:
    return false;
  }
}

/// True if \p Function is of the C library, whose functions do not throw, save
/// those that call what they are given.
static bool isOfC(const FunctionDecl &Function, const SourceManager &Sources) {
  return Function.isExternC() && Sources.isInSystemHeader(Function.getLocation()) &&
         llvm::none_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
           return Parameter->getType()->isFunctionPointerType();
         });
}

/// True if \p Function could throw as the standard has it, and does not where it
/// is used as meant: locks, waits, and durations.
static bool isSound(const FunctionDecl &Function) {
  static constexpr const char *Functions[] = {
      "::std::this_thread::sleep_for",
      "::std::this_thread::sleep_until",
      "::std::mutex::lock",
      "::std::mutex::try_lock",
      "::std::recursive_mutex::lock",
      "::std::shared_mutex::lock",
      "::std::shared_mutex::lock_shared",
      "::std::condition_variable::wait",
      "::std::condition_variable::wait_for",
      "::std::condition_variable::wait_until",
      "::std::promise::set_value",
      "::std::promise::set_exception",
      "::std::future::wait",
      "::std::shared_future::wait",
  };
  static constexpr const char *Classes[] = {
      "::std::lock_guard",  "::std::unique_lock",        "::std::scoped_lock",
      "::std::shared_lock", "::std::condition_variable", "::std::mutex",
  };
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const auto Is = [](const NamedDecl &D) {
    return [&](const char *Name) { return isNamed(D, Name); };
  };
  if (Method && llvm::any_of(Classes, Is(*Method->getParent())))
    return true;
  if (Function.getIdentifier() && llvm::any_of(Functions, Is(Function)))
    return true;
  if (Function.getLiteralIdentifier() && Function.isInStdNamespace())
    return true;
  for (const DeclContext *In = Function.getDeclContext(); In; In = In->getParent())
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(In);
        Namespace && isNamed(*Namespace, "::std::chrono"))
      return true;
  return false;
}

static bool neverThrows(const FunctionDecl &Function, const SourceManager &Sources) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return saysNoexcept(Function.getType()) || Function.getBuiltinID() ||
         isa<CXXDestructorDecl>(Function) || (Method && Method->isTrivial()) ||
         isOfC(Function, Sources) || isSound(Function);
}

/// True if a call of \p Function may run another function.
static bool isOverridable(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
         !Method->getParent()->isEffectivelyFinal();
}

//===-- What a body does ----------------------------------------------------===//

/// What is thrown alike counts once.
void Throws::add(Escape Each, Escapes &To) {
  auto IsAlike = [&](const Escape &Old) {
    return Old.Evidence.What == Each.Evidence.What && Old.Thrown == Each.Thrown;
  };
  if (llvm::none_of(To, IsAlike))
    To.push_back(std::move(Each));
}

void Throws::addFunction(const FunctionDecl &Function, SourceLocation Called, Escapes &To) {
  for (Escape Each : escapesOf(Function)) {
    // What a call that cannot be looked into throws is best shown by the call.
    if (Each.Evidence.Loc.isInvalid())
      Each.Evidence.Loc = Called;
    add(std::move(Each), To);
  }
}

void Throws::addCall(const CallExpr &Call, Escapes &To) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call); Callee && Member) {
    const auto *Named = dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens());
    if (Named && isOverridable(*Callee) && !Named->hasQualifier() &&
        !saysNoexcept(Callee->getType())) {
      return add({{Throwing::Maybe, Call.getExprLoc(), spelledName(*Callee)}, {}}, To);
    }
  }
  if (Callee)
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

/// True if \p Try handles \p Thrown. Who catches a std::exception means every
/// error of what is called.
bool Throws::isCaught(const Escape &Thrown, const CXXTryStmt &Try) const {
  const CXXRecordDecl *What =
      Thrown.Thrown.isNull() ? nullptr : Thrown.Thrown->getAsCXXRecordDecl();
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    if (!Try.getHandler(I)->getExceptionDecl())
      return true;
    const QualType Type =
        Try.getHandler(I)->getCaughtType().getNonReferenceType().getUnqualifiedType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (Thrown.Thrown.isNull() ? Class && isNamed(*Class, "::std::exception")
                               : Context.hasSameUnqualifiedType(Type, Thrown.Thrown) ||
                                     (What && Class && What->hasDefinition() &&
                                      Class->hasDefinition() && What->isDerivedFrom(Class)))
      return true;
  }
  return false;
}

void Throws::addTry(const CXXTryStmt &Try, Escapes &To) {
  Escapes Inside, Stopped;
  addStmt(Try.getTryBlock(), Inside);
  for (const Escape &Each : Inside)
    add(Each, isCaught(Each, Try) ? Stopped : To);
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

void Throws::addStmt(const Stmt *S, Escapes &To) {
  if (!S || isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
    return;
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return addTry(*Try, To);
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
    return addThrow(*Throw, To);
  if (const auto *Call = dyn_cast<CallExpr>(S))
    addCall(*Call, To);
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    addFunction(*Construct->getConstructor(), Construct->getBeginLoc(), To);
  else if (isa<CoroutineSuspendExpr, CXXUnresolvedConstructExpr>(S))
    add({{Throwing::Maybe, S->getBeginLoc(), ""}, {}}, To);
  for (const Stmt *Child : S->children())
    addStmt(Child, To);
}

Throws::Escapes Throws::findEscapes(const FunctionDecl &Function) {
  Escapes Found;
  if (neverThrows(Function, Context.getSourceManager()))
    return Found;
  // A lambda stands where it is run from.
  const Stmt *Body =
      isLambdaCallOperator(&Function) ? Function.getBody() : bodyInMainFile(Function);
  if (Function.getIdentifier() && isNamed(Function, "::std::rethrow_exception"))
    add({{Throwing::Visibly, {}, ""}, {}}, Found);
  else if (!Body)
    add({{Throwing::Maybe, {}, spelledName(Function)}, {}}, Found);
  else if (const auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(Function.getDefinition()))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      addStmt(Init->getInit(), Found);
  addStmt(Body, Found);
  return Found;
}

const Throws::Escapes &Throws::escapesOf(const FunctionDecl &Function) {
  const FunctionDecl *Key = Function.getCanonicalDecl();
  // A function that calls itself throws what else it throws.
  if (Known.try_emplace(Key).second) {
    const llvm::SaveAndRestore Elsewhere(Caught, static_cast<const Escapes *>(nullptr));
    Escapes Found = findEscapes(Function);
    Known[Key] = std::move(Found);
  }
  return Known[Key];
}

//===-- The answers ----------------------------------------------------------===//

static ThrowEvidence worst(llvm::ArrayRef<ThrowEvidence> All) {
  ThrowEvidence Worst;
  for (const ThrowEvidence &Each : All)
    if (Each.What > Worst.What)
      Worst = Each;
  return Worst;
}

ThrowEvidence Throws::ofCall(const FunctionDecl &Function) {
  std::vector<ThrowEvidence> All;
  for (const Escape &Each : escapesOf(Function))
    All.push_back(Each.Evidence);
  return worst(All);
}

/// The function that a call of an object of \p Record runs, or null if there
/// is more than one, or none that is seen.
static const FunctionDecl *callOperatorOf(const CXXRecordDecl &Record) {
  ASTContext &Context = Record.getASTContext();
  if (Record.isLambda())
    return Record.getLambdaCallOperator();
  const auto Found = Record.hasDefinition()
                         ? Record.lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call))
                         : DeclContext::lookup_result();
  return Found.isSingleResult() ? dyn_cast<FunctionDecl>(Found.front()) : nullptr;
}

ThrowEvidence Throws::ofCallable(const Expr *E) {
  E = peel(E);
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(E);
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    E = AddressOf->getSubExpr()->IgnoreParenImpCasts();
  if (const CallExpr *Wrap =
          callOf(E, {"::std::bind", "::boost::bind", "::std::ref", "::std::cref"}))
    return ofCallable(Wrap->getArg(0));
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
  const CXXRecordDecl *Record =
      E->getType().isNull() ? nullptr : E->getType()->getAsCXXRecordDecl();
  if (!Function && Record)
    Function = callOperatorOf(*Record);
  ThrowEvidence Unknown{saysNoexcept(E->getType()) ? Throwing::Never : Throwing::Maybe,
                        E->getExprLoc(), ""};
  if (!Function || (isOverridable(*Function) && !saysNoexcept(Function->getType())))
    return Unknown;
  ThrowEvidence Found = ofCall(*Function);
  if (Found.Loc.isInvalid())
    Found.Loc = E->getExprLoc();
  return Found;
}

} // namespace clang::tidy::structured
