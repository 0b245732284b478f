#include "StepsOnWay.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

static bool contains(const Stmt &S, SourceLocation Loc, const SourceManager &Sources) {
  return Loc.isValid() && !Sources.isBeforeInTranslationUnit(Loc, S.getBeginLoc()) &&
         !Sources.isBeforeInTranslationUnit(S.getEndLoc(), Loc);
}

/// True if \p Child, a part of \p Of, may be left out when that is run.
static bool isBranch(const Stmt &Of, const Stmt *Child) {
  if (const auto *If = dyn_cast<IfStmt>(&Of))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Of))
    return Child == Choice->getTrueExpr() || Child == Choice->getFalseExpr();
  if (const auto *Both = dyn_cast<BinaryOperator>(&Of))
    return Both->isLogicalOp() && Child == Both->getRHS();
  return isa<SwitchCase, CXXCatchStmt>(Of);
}

bool anyStepOnWay(const Stmt *S, SourceLocation Loc, const SourceManager &Sources,
                  llvm::function_ref<bool(const Stmt &)> Is) {
  if (!S || isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
    return false;
  return Is(*S) || llvm::any_of(S->children(), [&](const Stmt *Child) {
           const bool IsElsewhere = Child && isBranch(*S, Child) && !contains(*Child, Loc, Sources);
           return !IsElsewhere && anyStepOnWay(Child, Loc, Sources, Is);
         });
}

} // namespace clang::tidy::structured
