#include "Flags.h"
#include "Expressions.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// True if \p Method of an atomic only reads it.
static bool isRead(const CXXMethodDecl *Method) {
  return isa_and_nonnull<CXXConversionDecl>(Method) || nameOf(Method) == "load" ||
         nameOf(Method) == "test";
}

const ValueDecl *readBy(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return readBy(Cleanups->getSubExpr());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return isRead(Call->getMethodDecl()) ? readBy(Call->getImplicitObjectArgument()) : nullptr;
  return isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, CXXOperatorCallExpr>(E) ? namedBy(E)
                                                                                  : nullptr;
}

const ValueDecl *flagOf(const Expr *Condition, const ASTContext &Context) {
  if (!Condition || Condition->isInstantiationDependent())
    return nullptr;
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return flagOf(Cleanups->getSubExpr(), Context);
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return flagOf(Not->getSubExpr(), Context);
  if (const auto *Compare = dyn_cast<BinaryOperator>(E)) {
    if (!Compare->isComparisonOp())
      return nullptr;
    if (Compare->getRHS()->isEvaluatable(Context))
      return readBy(Compare->getLHS());
    return Compare->getLHS()->isEvaluatable(Context) ? readBy(Compare->getRHS()) : nullptr;
  }
  return readBy(E);
}

/// What \p S changes, or null.
static const Expr *changedBy(const Stmt *S) {
  if (const auto *Assign = dyn_cast<BinaryOperator>(S))
    return Assign->isAssignmentOp() ? Assign->getLHS() : nullptr;
  if (const auto *Step = dyn_cast<UnaryOperator>(S))
    return Step->isIncrementDecrementOp() ? Step->getSubExpr() : nullptr;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S))
    return Call->isAssignmentOp() || Call->getOperator() == OO_PlusPlus ||
                   Call->getOperator() == OO_MinusMinus
               ? Call->getArg(0)
               : nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    static constexpr llvm::StringLiteral Writes[] = {"store",        "exchange",  "fetch_add",
                                                     "fetch_sub",    "fetch_and", "fetch_or",
                                                     "test_and_set", "clear"};
    return llvm::is_contained(Writes, calledMember(Call)) ? Call->getImplicitObjectArgument()
                                                          : nullptr;
  }
  return nullptr;
}

SourceLocation changeOf(const ValueDecl &Flag, const Stmt *Body) {
  if (!Body)
    return {};
  if (const Expr *Changed = changedBy(Body); Changed && namedBy(Changed) == &Flag)
    return Body->getBeginLoc();
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Body))
    return changeOf(Flag, Lambda->getBody());
  for (const Stmt *Child : Body->children())
    if (const SourceLocation Found = changeOf(Flag, Child); Found.isValid())
      return Found;
  return {};
}

} // namespace clang::tidy::structured
