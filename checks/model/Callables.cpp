#include "Callables.h"
#include "Expressions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

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

const FunctionDecl *calledBy(const Expr *E) {
  E = peel(E);
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

} // namespace clang::tidy::structured
