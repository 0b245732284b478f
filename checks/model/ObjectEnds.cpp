#include "ObjectEnds.h"
#include "Expressions.h"
#include "NameMap.h"
#include "clang/AST/DeclTemplate.h"
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

/// True if the end of an object of type \p T waits for nobody: it has nothing to
/// destroy, or shares, or is plain data of the standard library.
static bool endsAtOnce(QualType T) {
  static constexpr const char *Plain[] = {"::std::basic_string", "::std::shared_ptr",
                                          "::std::weak_ptr", "::std::allocator"};
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return !Class || (Class->hasDefinition() && Class->hasTrivialDestructor()) ||
         llvm::any_of(Plain, [&](const char *Name) { return isNamed(*Class, Name); });
}

/// True if \p Call clears a container of the standard library, or asks it, and what
/// it holds ends at once.
static bool isOfPlainContainer(const CXXMemberCallExpr &Call) {
  static constexpr llvm::StringLiteral Names[] = {"clear", "erase", "empty", "size",
                                                  "begin", "end",   "find",  "count"};
  const auto *Container = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Call.getRecordDecl());
  return Container && Container->isInStdNamespace() &&
         llvm::is_contained(Names, calledMember(&Call)) &&
         llvm::all_of(Container->getTemplateArgs().asArray(), [](const TemplateArgument &Argument) {
           return Argument.getKind() != TemplateArgument::Type || endsAtOnce(Argument.getAsType());
         });
}

/// True if \p S may wait for \p Owner: it names it, or calls the object's functions.
static bool mayWaitFor(const FieldDecl *Owner, const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && isOfPlainContainer(*Call)) {
    const auto *Object =
        dyn_cast<MemberExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
    return !Object || Object->getMemberDecl() == Owner ||
           llvm::any_of(Call->arguments(), [&](const Expr *Arg) { return mayWaitFor(Owner, Arg); });
  }
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
