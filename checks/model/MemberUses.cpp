#include "MemberUses.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// True if \p S, outside of \p Known, names \p Field.
static bool names(const Stmt *S, const FieldDecl &Field,
                  const llvm::DenseSet<const Stmt *> &Known) {
  if (!S || Known.contains(S))
    return false;
  const auto *Member = dyn_cast<MemberExpr>(S);
  return (Member && Member->getMemberDecl() == &Field) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return names(Child, Field, Known); });
}

/// The same of what \p Method's members are made with, if it is a constructor.
static bool namesInList(const CXXMethodDecl &Method, const FieldDecl &Field,
                        const llvm::DenseSet<const Stmt *> &Known) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Method);
  return Constructor && llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
           return names(Init->getInit(), Field, Known);
         });
}

/// True if \p Method, a function of the user's, does so, or is in another file than \p From.
static bool mayName(const CXXMethodDecl &Method, const FieldDecl &Field, SourceLocation From,
                    const llvm::DenseSet<const Stmt *> &Known) {
  if (!Method.isUserProvided() || Method.isPureVirtual())
    return false;
  const Stmt *Body = bodyBeside(Method, From);
  const auto *Definition = cast_or_null<CXXMethodDecl>(Body ? Method.getDefinition() : nullptr);
  return !Definition || names(Body, Field, Known) || namesInList(*Definition, Field, Known);
}

/// True if \p Class, or a class in it, does so.
static bool mayName(const CXXRecordDecl &Class, const FieldDecl &Field, SourceLocation From,
                    const llvm::DenseSet<const Stmt *> &Known) {
  if (!Class.hasDefinition())
    return true;
  return llvm::any_of(Class.getDefinition()->decls(), [&](const Decl *D) {
    if (D->isImplicit())
      return false;
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(D))
      return mayName(*Inner, Field, From, Known);
    if (const auto *Other = dyn_cast<FieldDecl>(D))
      return Other->hasInClassInitializer() && names(Other->getInClassInitializer(), Field, Known);
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction());
    return Method && mayName(*Method, Field, From, Known);
  });
}

bool isNamedElsewhere(const FieldDecl &Field, SourceLocation From,
                      const llvm::DenseSet<const Stmt *> &Known) {
  const auto &Class = *cast<CXXRecordDecl>(Field.getParent());
  return Field.getAccess() != AS_private || Class.hasFriends() ||
         mayName(Class, Field, From, Known);
}

} // namespace clang::tidy::structured
