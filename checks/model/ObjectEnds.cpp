#include "ObjectEnds.h"
#include "Expressions.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

bool isDestroyed(const CXXRecordDecl &Class) {
  auto IsHidden = [](const CXXMethodDecl *Method) {
    return Method->isDeleted() || Method->getAccess() == AS_protected ||
           Method->getAccess() == AS_private;
  };
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  return !Class.isAbstract() && !Class.isInvalidDecl() && !(Destructor && IsHidden(Destructor)) &&
         llvm::none_of(Class.ctors(), [&](const CXXConstructorDecl *Constructor) {
           return !Constructor->isCopyOrMoveConstructor() && IsHidden(Constructor);
         });
}

/// True if \p S may wait for \p Owner: it names it, or calls the object's functions.
static bool mayWaitFor(const FieldDecl *Owner, const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(S);
      Member && (Member->getMemberDecl() == Owner || isa<CXXMethodDecl>(Member->getMemberDecl())))
    return true;
  if (isa<CallExpr, CXXDeleteExpr>(S) && !isa<CXXMemberCallExpr>(S))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mayWaitFor(Owner, Child); });
}

bool endsWithoutWaiting(const CXXRecordDecl &Class, const FieldDecl *Owner) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  if (!Destructor || !Destructor->isUserProvided())
    return true;
  const Stmt *Body = bodyInMainFile(*Destructor);
  return Body && !mayWaitFor(Owner, Body);
}

bool goesWithoutWaiting(const CXXRecordDecl &Class, const FieldDecl *Owner) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  const bool Written = Destructor && Destructor->isUserProvided();
  // A class that derives from it may wait first.
  if ((Written ? Destructor->isVirtual() : Class.isPolymorphic()) && !Class.isEffectivelyFinal())
    return false;
  return endsWithoutWaiting(Class, Owner);
}

} // namespace clang::tidy::structured
