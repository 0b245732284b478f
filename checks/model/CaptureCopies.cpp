#include "CaptureCopies.h"
#include "clang/AST/ASTContext.h"
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

bool couldBeCopied(const LambdaCapture &Capture, const LambdaExpr &Lambda, ASTContext &Context) {
  if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByRef)
    return false;
  const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
  if (!Var || Var->isInitCapture() || !isCopyable(Var->getType()))
    return false;
  ExprMutationAnalyzer Changes(*Lambda.getBody(), Context);
  return !Changes.isMutated(Var);
}

} // namespace clang::tidy::structured
