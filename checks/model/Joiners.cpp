#include "Joiners.h"
#include "Classes.h"
#include "Expressions.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

/// True if objects of type \p T stand for running work, or hold some that do.
static bool standsForWork(QualType T, const SpawnTable &Table) {
  for (QualType Held = heldBy(T); Held != T; Held = heldBy(T))
    T = Held;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && (Table.Spawns.find(Class) || Table.Futures.find(Class));
}

/// True if \p Class says by an argument of its template that it lets go of the
/// thread, as boost::scoped_thread<boost::detach> does.
static bool detaches(const CXXRecordDecl &Class) {
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  return Made && llvm::any_of(Made->getTemplateArgs().asArray(), [](const TemplateArgument &Arg) {
           return Arg.getKind() == TemplateArgument::Type &&
                  nameOf(Arg.getAsType()->getAsCXXRecordDecl()) == "detach";
         });
}

const Expr *givenToJoiner(const Expr *E, const SpawnTable &Table) {
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(E);
  const CXXRecordDecl *Class =
      Made && Made->getNumArgs() ? Made->getConstructor()->getParent() : nullptr;
  if (!Class || !Table.Joiners.find(Class) || Made->getConstructor()->isCopyOrMoveConstructor() ||
      detaches(*Class))
    return nullptr;
  const Expr *Given = peel(Made->getArg(0));
  return !Given->getType().isNull() && standsForWork(Given->getType(), Table) ? Given : nullptr;
}

} // namespace clang::tidy::structured
