#include "WeakLocks.h"
#include "Expressions.h"
#include "NameMap.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

bool isGuardPointer(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && isNamed(*Class, "::QPointer");
}

bool isWeakPointer(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return isGuardPointer(T) ||
         (Class && (isNamed(*Class, "::std::weak_ptr") || isNamed(*Class, "::boost::weak_ptr")));
}

namespace {
/// Walks over a body in the order in which it runs.
class Walk {
public:
  Walk(llvm::ArrayRef<const ValueDecl *> Parts, llvm::ArrayRef<const ValueDecl *> Weak)
      : Parts(Parts), Weak(Weak) {
    llvm::copy_if(Weak, std::back_inserter(Locked),
                  [](const ValueDecl *Var) { return isGuardPointer(Var->getType()); });
  }

  /// True if \p S touches the object where nothing holds it.
  bool touchesUnheld(const Stmt *S);

private:
  bool ofBlock(const CompoundStmt &Block);
  bool ofIf(const IfStmt &If);
  bool ofWhile(const WhileStmt &While);
  /// The same, where the object is held if \p Holds.
  bool touchesIf(bool Holds, const Stmt *S);
  bool isTouch(const Stmt &S) const;
  bool isLock(const Expr *E) const;
  /// True if the object is held where \p Condition has come out as \p Outcome.
  bool showsHeld(const Expr *Condition, bool Outcome) const;

  llvm::ArrayRef<const ValueDecl *> Parts, Weak;
  /// Variables in scope that lock() made, and weak pointers that are asked themselves.
  llvm::SmallVector<const ValueDecl *, 2> Locked;
  bool Held = false;
};
} // namespace

bool Walk::isTouch(const Stmt &S) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  return isa<CXXThisExpr>(S) || (Ref && llvm::is_contained(Parts, Ref->getDecl()));
}

bool Walk::isLock(const Expr *E) const {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(peel(E));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  const auto *Object =
      Method ? dyn_cast<DeclRefExpr>(peel(Call->getImplicitObjectArgument())) : nullptr;
  return Object && nameOf(Method) == "lock" && llvm::is_contained(Weak, Object->getDecl());
}

bool Walk::showsHeld(const Expr *Condition, bool Outcome) const {
  const Expr *E = peel(Condition);
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
      Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    E = peel(Call->getImplicitObjectArgument());
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
      Call && calledMember(Call) == "isNull")
    return showsHeld(Call->getImplicitObjectArgument(), !Outcome);
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E))
    return Outcome && llvm::is_contained(Locked, Ref->getDecl());
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return showsHeld(Not->getSubExpr(), !Outcome);
  if (const auto *Both = dyn_cast_or_null<BinaryOperator>(E);
      Both && Both->getOpcode() == (Outcome ? BO_LAnd : BO_LOr))
    return showsHeld(Both->getLHS(), Outcome) || showsHeld(Both->getRHS(), Outcome);
  const Comparison With = E ? comparison(E) : Comparison{};
  return With.Right && isa<CXXNullPtrLiteralExpr>(peel(With.Right)) &&
         showsHeld(With.Left, Outcome != With.Equal);
}

bool Walk::touchesIf(bool Holds, const Stmt *S) {
  const llvm::SaveAndRestore Around(Held, Held || Holds);
  return touchesUnheld(S);
}

bool Walk::ofBlock(const CompoundStmt &Block) {
  const llvm::SaveAndRestore Scope(Locked);
  const llvm::SaveAndRestore Around(Held);
  return llvm::any_of(Block.body(), [&](const Stmt *S) {
    if (touchesUnheld(S))
      return true;
    const auto *If = dyn_cast<IfStmt>(S);
    Held |= If && !If->getElse() && leaves(If->getThen()) && showsHeld(If->getCond(), false);
    return false;
  });
}

bool Walk::ofIf(const IfStmt &If) {
  const llvm::SaveAndRestore Scope(Locked);
  return touchesUnheld(If.getInit()) || touchesUnheld(If.getConditionVariableDeclStmt()) ||
         touchesUnheld(If.getCond()) || touchesIf(showsHeld(If.getCond(), true), If.getThen()) ||
         touchesIf(showsHeld(If.getCond(), false), If.getElse());
}

bool Walk::ofWhile(const WhileStmt &While) {
  const llvm::SaveAndRestore Scope(Locked);
  return touchesUnheld(While.getConditionVariableDeclStmt()) || touchesUnheld(While.getCond()) ||
         touchesIf(showsHeld(While.getCond(), true), While.getBody());
}

bool Walk::touchesUnheld(const Stmt *S) {
  if (!S)
    return false;
  if (isTouch(*S))
    return !Held;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return ofBlock(*Block);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return ofIf(*If);
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return ofWhile(*While);
  if (const auto *Both = dyn_cast<BinaryOperator>(S); Both && Both->isLogicalOp())
    return touchesUnheld(Both->getLHS()) ||
           touchesIf(showsHeld(Both->getLHS(), Both->getOpcode() == BO_LAnd), Both->getRHS());
  if (llvm::any_of(S->children(), [&](const Stmt *Child) { return touchesUnheld(Child); }))
    return true;
  if (const auto *Names = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Names->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit() && isLock(Var->getInit()))
        Locked.push_back(Var);
  return false;
}

bool locksBeforeUse(const FunctionDecl &Function, llvm::ArrayRef<const ValueDecl *> Parts,
                    llvm::ArrayRef<const ValueDecl *> Weak) {
  llvm::SmallVector<const ValueDecl *, 4> Lockable(Weak);
  llvm::append_range(Lockable, Function.parameters());
  return !Walk(Parts, Lockable).touchesUnheld(Function.getBody());
}

} // namespace clang::tidy::structured
