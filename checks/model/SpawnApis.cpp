#include "SpawnApis.h"
#include "Callables.h"
#include "Classes.h"
#include "Expressions.h"
#include "TaskPools.h"
#include "TaskWrappers.h"
#include "ThreadStarters.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

llvm::ArrayRef<const Expr *> givenTo(const CallExpr &Call) {
  llvm::ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
  return Args.take_while([](const Expr *Arg) { return !isa<CXXDefaultArgExpr>(Arg); });
}

bool runsHere(const CallExpr &Call, const SpawnTable &Table) {
  if (Table.Synchronous.find(calleeOf(&Call)))
    return true;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXRecordDecl *Class =
      Member && Member->getMethodDecl() ? Member->getObjectType()->getAsCXXRecordDecl() : nullptr;
  return Class && llvm::any_of(withBases(*Class), [&](const CXXRecordDecl *Part) {
           return Table.Synchronous.find(Part);
         });
}

//===-- What the table names ----------------------------------------------------===//

/// The entry of \p Callee, or of a function that it overrides.
static const SpawnApi *entryOf(const FunctionDecl &Callee, const SpawnTable &Table) {
  if (const SpawnApi *Api = Table.Spawns.find(&Callee))
    return Api;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && Callee.getIdentifier())
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      if (const SpawnApi *Api = entryOf(*Overridden, Table))
        return Api;
  return nullptr;
}

/// The global object that \p Call calls, as libraries have them in place of
/// functions, or null.
static const NamedDecl *calledObject(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const auto *Ref = Operator && Operator->getOperator() == OO_Call
                        ? dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts())
                        : nullptr;
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isFileVarDecl() ? Var : nullptr;
}

std::optional<SpawnApi> SpawnApis::listed(const CallExpr &Call) const {
  if (const FunctionDecl *Callee = calleeOf(&Call))
    if (const SpawnApi *Api = entryOf(*Callee, Table))
      return *Api;
  const NamedDecl *Object = calledObject(Call);
  const SpawnApi *Api = Object ? Table.Spawns.find(Object) : nullptr;
  if (!Api)
    return std::nullopt;
  SpawnApi Shifted = *Api; // The object comes first.
  if (Shifted.Callable != SpawnApi::Last)
    ++Shifted.Callable;
  return Shifted;
}

//===-- What declarations tell --------------------------------------------------===//

bool isOfAsio(const Decl &D) {
  for (const DeclContext *In = D.getDeclContext(); In; In = In->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(In))
      if (isNamed(*Space, "::asio") || isNamed(*Space, "::boost::asio") ||
          isNamed(*Space, "::boost::beast"))
        return true;
  return false;
}

/// True if \p E is a callable of the user's, and no token that says how a result
/// is waited for.
static bool isHandler(const Expr *E) {
  E = boundCallable(E);
  const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
  return calledBy(E) && !(Class && isOfAsio(*Class));
}

/// True if \p Call starts an operation of Asio that tells a callable of its end.
static bool isAsioOperation(const CallExpr &Call, const FunctionDecl &Callee) {
  return nameOf(&Callee).starts_with("async_") && isOfAsio(Callee) && !givenTo(Call).empty() &&
         isHandler(givenTo(Call).back());
}

std::optional<SpawnApi> SpawnApis::declared(const CallExpr &Call) const {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee)
    return std::nullopt;
  if (std::optional<SpawnApi> Starter = threadStartedBy(*Callee))
    return Starter;
  if (isAsioOperation(Call, *Callee)) {
    SpawnApi Api{spelledName(*Callee), OnDrop::Detaches, SpawnApi::Last};
    Api.Posted = Posting::OnEvent;
    Api.Rethrown = true;
    if (!Callee->isCXXInstanceMember())
      Api.Runner = 0;
    return Api;
  }
  return pooledBy(Call, Table);
}

std::optional<SpawnApi> SpawnApis::passedOn(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  return Callee && mayPassOn(*Callee) && bodyBeside(*Callee, Call.getExprLoc())
             ? passedOnBy(*Callee->getDefinition())
             : std::nullopt;
}

std::optional<SpawnApi> SpawnApis::passedOnBy(const FunctionDecl &Definition) {
  if (!mayPassOn(Definition) || hasAnnotation(Definition, "sc::owns_tasks"))
    return std::nullopt;
  if (Wrappers.try_emplace(&Definition).second) {
    std::optional<SpawnApi> Found =
        wrappedBy(Definition, Table, [&](const CallExpr &Inner) { return startedBy(Inner); });
    Wrappers[&Definition] = std::move(Found);
  }
  return Wrappers[&Definition];
}

//===-- The answer ----------------------------------------------------------------===//

/// The object or variable behind \p E, which an executor may be got from by
/// functions of its own.
static const Expr *executorBehind(const Expr *E) {
  for (;;) {
    E = peel(E);
    const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(E);
    const auto *Call = dyn_cast_or_null<CallExpr>(E);
    const auto *Made = dyn_cast_or_null<CXXConstructExpr>(E);
    if (Member && Member->getNumArgs() == 0 && nameOf(calleeOf(Member)).contains("executor"))
      E = Member->getImplicitObjectArgument();
    else if (Call && !Member && givenTo(*Call).size() == 1 &&
             nameOf(calleeOf(Call)).starts_with("make_strand"))
      E = Call->getArg(0);
    else if (Made && Made->getNumArgs() == 1)
      E = Made->getArg(0);
    else
      return E;
  }
}

/// Which of the arguments that \p Call is given is the callable of \p Api.
static unsigned callableIn(const CallExpr &Call, const SpawnApi &Api) {
  return Api.Callable == SpawnApi::Last ? static_cast<unsigned>(givenTo(Call).size()) - 1
                                        : Api.Callable;
}

const Expr *contextOf(const CallExpr &Call, const SpawnApi &Api) {
  const unsigned Callable = callableIn(Call, Api);
  if (Api.Posted == Posting::No || Callable >= givenTo(Call).size())
    return nullptr;
  if (const Expr *Signal = cancelledBy(givenTo(Call)[Callable]))
    return Signal;
  if (Api.Posted != Posting::OnEvent || !Callable)
    return nullptr;
  const Expr *Before = givenTo(Call)[Callable - 1];
  return Before->getType()->isPointerType() && Before->getType()->getPointeeType()->isRecordType()
             ? Before
             : nullptr;
}

const Expr *executorOf(const CallExpr &Call, const SpawnApi &Api) {
  const llvm::ArrayRef<const Expr *> Args = givenTo(Call);
  if (Api.Runner)
    return *Api.Runner < callableIn(Call, Api) && *Api.Runner < Args.size()
               ? executorBehind(Args[*Api.Runner])
               : nullptr;
  return objectOf(Call);
}

bool forgetsOutcome(const CallExpr &Call, const SpawnApi &Api) {
  const llvm::ArrayRef<const Expr *> Args = givenTo(Call);
  if (!Api.Outcome || *Api.Outcome >= Args.size())
    return false;
  const CXXRecordDecl *Class =
      Args[*Api.Outcome]->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return nameOf(Class) == "detached_t";
}

/// True if what \p Api says of \p Call is so: it is given a callable, and nobody
/// gets a handle.
static bool isMeant(const CallExpr &Call, const SpawnApi &Api) {
  if (Api.Posted == Posting::No)
    return true;
  const llvm::ArrayRef<const Expr *> Args = givenTo(Call);
  if (Args.empty())
    return false;
  if (Api.Outcome)
    return forgetsOutcome(Call, Api) ||
           (*Api.Outcome < Args.size() && isHandler(Args[*Api.Outcome]));
  if (Api.Callable != SpawnApi::Last)
    return Api.Callable < Args.size();
  // What a slot of an object is called by goes with that.
  return isHandler(Args.back()) && !Args.back()->getType()->isMemberPointerType();
}

/// True if \p Callee says that nothing of what it is given is left when it returns:
/// for all of that, or for a parameter.
static bool saysNoescape(const FunctionDecl &Callee) {
  const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate();
  const FunctionDecl &Written = Template ? *Template->getTemplatedDecl() : Callee;
  return hasAnnotation(Written, "sc::noescape") ||
         llvm::any_of(Written.parameters(), [](const ParmVarDecl *Parameter) {
           return Parameter->hasAttr<NoEscapeAttr>() || hasAnnotation(*Parameter, "sc::noescape");
         });
}

std::optional<SpawnApi> SpawnApis::startedBy(const CallExpr &Call) {
  std::optional<SpawnApi> Api = listed(Call);
  if (!Api)
    Api = declared(Call);
  if (!Api)
    Api = passedOn(Call);
  if (!Api || !isMeant(Call, *Api) || runsHere(Call, Table))
    return std::nullopt;
  const FunctionDecl *Callee = calleeOf(&Call);
  return Callee && saysNoescape(*Callee) ? std::nullopt : Api;
}

} // namespace clang::tidy::structured
