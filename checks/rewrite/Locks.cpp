#include "Locks.h"
#include "StartStatements.h"
#include "checks/model/Expressions.h"

namespace clang::tidy::structured {

bool isScopedLock(QualType T) {
  static constexpr llvm::StringLiteral Names[] = {"lock_guard", "unique_lock", "scoped_lock"};
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() && llvm::is_contained(Names, nameOf(Class));
}

std::optional<ScopedLock> lockIn(const DeclStmt &Declared) {
  const auto *Var = Declared.isSingleDecl() ? dyn_cast<VarDecl>(Declared.getSingleDecl()) : nullptr;
  if (!Var || !isScopedLock(Var->getType()))
    return std::nullopt;
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(peel(Var->getInit()));
  if (!Made || Made->getNumArgs() != 1 || !isPlain(*Made->getArg(0)))
    return std::nullopt;
  const auto *Mutex = dyn_cast_or_null<VarDecl>(namedBy(Made->getArg(0)));
  const bool Own = Mutex && Mutex->isLocalVarDecl() && isLocalObject(Mutex);
  return ScopedLock{Var, Own ? Mutex : nullptr};
}

} // namespace clang::tidy::structured
