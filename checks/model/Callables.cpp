#include "Callables.h"
#include "Expressions.h"
#include "NameMap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

static const FunctionDecl *callOperatorOf(const CXXRecordDecl &Record) {
  ASTContext &Context = Record.getASTContext();
  if (Record.isLambda())
    return Record.getLambdaCallOperator();
  const auto Found = Record.hasDefinition()
                         ? Record.lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call))
                         : DeclContext::lookup_result();
  return Found.isSingleResult() ? dyn_cast<FunctionDecl>(Found.front()) : nullptr;
}

const FunctionDecl *coroutineCalledBy(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(peel(E));
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  const FunctionDecl *Definition = nullptr;
  return Callee && Callee->isDefined(Definition) &&
                 isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody())
             ? Definition
             : nullptr;
}

/// \p E, if it is a call of Asio's that binds something to a callable, or null.
static const CallExpr *bindingOf(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  const auto *Space = Callee ? dyn_cast<NamespaceDecl>(Callee->getDeclContext()) : nullptr;
  return Space && Space->getName() == "asio" && nameOf(Callee).starts_with("bind_") &&
                 Call->getNumArgs() > 1
             ? Call
             : nullptr;
}

const LambdaExpr *lambdaOf(const Expr *E) {
  E = peel(E);
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  if (const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr; Var && Var->getInit())
    E = peel(Var->getInit());
  return dyn_cast_or_null<LambdaExpr>(E);
}

const Expr *boundCallable(const Expr *E) {
  E = peel(E);
  while (const CallExpr *Bound = bindingOf(E))
    E = peel(Bound->getArg(1));
  return E;
}

const Expr *cancelledBy(const Expr *E) {
  E = peel(E);
  while (const CallExpr *Bound = bindingOf(E)) {
    const auto *Slot = dyn_cast<CXXMemberCallExpr>(peel(Bound->getArg(0)));
    if (nameOf(calleeOf(Bound)) == "bind_cancellation_slot" && calledMember(Slot) == "slot")
      return peel(Slot->getImplicitObjectArgument());
    E = peel(Bound->getArg(1));
  }
  return nullptr;
}

const FunctionDecl *calledBy(const Expr *E) {
  E = boundCallable(E);
  if (const auto *AddressOf = dyn_cast<UnaryOperator>(E);
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    E = AddressOf->getSubExpr()->IgnoreParenImpCasts();
  if (const CallExpr *Wrap = callOf(
          E, {"::std::bind", "::std::bind_front", "::boost::bind", "::std::ref", "::std::cref"}))
    return calledBy(Wrap->getArg(0));
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr)
    return Function;
  const CXXRecordDecl *Record =
      E->getType().isNull() ? nullptr : E->getType()->getAsCXXRecordDecl();
  return Record ? callOperatorOf(*Record) : nullptr;
}

bool isTaskType(QualType T) {
  static constexpr const char *Names[] = {"::std::function", "::std::move_only_function",
                                          "::boost::function", "::folly::Function",
                                          "::absl::AnyInvocable"};
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && llvm::any_of(Names, [&](const char *Name) { return isNamed(*Class, Name); });
}

bool takesTask(const FunctionDecl &Function) {
  return llvm::any_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
    return Parameter->getType()->isDependentType() || isTaskType(Parameter->getType());
  });
}

} // namespace clang::tidy::structured
