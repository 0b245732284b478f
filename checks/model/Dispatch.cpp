#include "Dispatch.h"
#include "Entities.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

bool isOverridable(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
         !Method->getParent()->isEffectivelyFinal();
}

/// True if \p Object is all of an object, whose class its type tells.
static bool isWhole(const Expr &Object) {
  const Expr *E = Object.IgnoreParenImpCasts();
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = dyn_cast<VarDecl>(Ref->getDecl());
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = dyn_cast<FieldDecl>(Member->getMemberDecl());
  return Named ? Named->getType()->isRecordType() : isa<MaterializeTemporaryExpr>(E);
}

bool isDirect(const CXXMemberCallExpr &Call) {
  const auto *Named = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  return Named && (Named->hasQualifier() || isWhole(*Named->getBase()));
}

std::string dispatchName(const FunctionDecl &Function) {
  return (DispatchPrefix + fullName(Function) + DispatchType +
          Function.getType().getCanonicalType().getAsString(
              Function.getASTContext().getPrintingPolicy()))
      .str();
}

} // namespace clang::tidy::structured
