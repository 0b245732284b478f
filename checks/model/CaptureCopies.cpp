#include "CaptureCopies.h"
#include "UnseenBodies.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"

namespace clang::tidy::structured {

/// True if a \p T can be copied, and the copy shares nothing but what is pointed to.
static bool isCopyable(QualType T) {
  if (T->isDependentType() || T->isArrayType() || T->isReferenceType())
    return false;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class)
    return T->isScalarType();
  if (!Class->hasDefinition() || Class->isAbstract())
    return false;
  if (Class->needsImplicitCopyConstructor())
    return !Class->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
    return Each->isCopyConstructor() && !Each->isDeleted() && Each->getAccess() == AS_public;
  });
}

AST_MATCHER(FunctionDecl, isOfTemplate) { return Node.getPrimaryTemplate() != nullptr; }

/// True if \p Body passes \p Var to a template, which may pass it on: whether it is changed can
/// only be said from the bodies.
static bool passesOn(const Stmt &Body, const VarDecl &Var, ASTContext &Context) {
  using namespace ast_matchers;
  const auto Named = declRefExpr(to(varDecl(equalsNode(&Var))));
  const auto Passed = hasAnyArgument(anyOf(Named, hasDescendant(Named)));
  const auto Calls = callExpr(callee(functionDecl(isOfTemplate())), Passed);
  const auto Makes = cxxConstructExpr(hasDeclaration(functionDecl(isOfTemplate())), Passed);
  return !match(stmt(anyOf(hasDescendant(Calls), hasDescendant(Makes))), Body, Context).empty();
}

bool couldBeCopied(const LambdaCapture &Capture, const LambdaExpr &Lambda, ASTContext &Context) {
  if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByRef)
    return false;
  const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
  if (!Var || Var->isInitCapture() || !isCopyable(Var->getType()))
    return false;
  ExprMutationAnalyzer Changes(*Lambda.getBody(), Context);
  if (!Changes.isMutated(Var))
    return true;
  if (UnseenBodies::areThere() && passesOn(*Lambda.getBody(), *Var, Context))
    UnseenBodies::miss();
  return false;
}

} // namespace clang::tidy::structured
