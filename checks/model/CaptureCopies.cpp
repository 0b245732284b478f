#include "CaptureCopies.h"
#include "UnseenBodies.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"
#include "llvm/ADT/SmallPtrSet.h"

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

using Functions = llvm::SmallPtrSet<const FunctionDecl *, 8>;

/// True if \p Function is made of a template, and so may pass on what it is given as it is, to
/// one of which the body was passed over. Whether that is changed can only be said from there.
static bool passesToUnseen(const FunctionDecl &Function, Functions &Known);

/// So of a function that \p S calls.
static bool passesToUnseen(const Stmt *S, Functions &Known) {
  if (!S)
    return false;
  const FunctionDecl *Called = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    Called = Call->getDirectCallee();
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    Called = Construct->getConstructor();
  return (Called && passesToUnseen(*Called, Known)) ||
         llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return passesToUnseen(Child, Known); });
}

static bool passesToUnseen(const FunctionDecl &Function, Functions &Known) {
  if (!Function.getPrimaryTemplate() || !Known.insert(&Function).second)
    return false;
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function);
  return Pattern && (Pattern->hasSkippedBody() || passesToUnseen(Function.getBody(), Known) ||
                     (Constructor && llvm::any_of(Constructor->inits(), [&](const auto *Init) {
                        return passesToUnseen(Init->getInit(), Known);
                      })));
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
  Functions Known;
  if (UnseenBodies::areThere() && passesToUnseen(Lambda.getBody(), Known))
    UnseenBodies::miss();
  return false;
}

} // namespace clang::tidy::structured
