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

const CXXMethodDecl *certainTarget(const CallExpr &Call) {
  const auto *Method = cast<CXXMethodDecl>(Call.getCalleeDecl());
  const auto *Named = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  if (Named && Named->hasQualifier())
    return Method;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : Call.getArg(0);
  return Method->getDevirtualizedMethod(Object, /*IsAppleKext=*/false);
}

/// \p T, as all units have it: noexcept is a part of types since C++17 only.
static std::string nameOf(QualType T, const ASTContext &Context) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.AnonymousTagLocations = false;
  Policy.SuppressDefaultTemplateArgs = false; // They may be declared elsewhere.
  Policy.UseEnumerators = false;
  std::string Name = T.getCanonicalType().getAsString(Policy);
  static constexpr llvm::StringLiteral Noexcept = " noexcept";
  for (size_t At = Name.find(Noexcept); At != std::string::npos; At = Name.find(Noexcept, At))
    Name.erase(At, Noexcept.size());
  return Name;
}

std::string dispatchName(const FunctionDecl &Function) {
  return (DispatchPrefix + fullName(Function) + DispatchType +
          nameOf(Function.getType(), Function.getASTContext()))
      .str();
}

} // namespace clang::tidy::structured
