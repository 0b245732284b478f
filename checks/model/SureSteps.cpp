#include "SureSteps.h"
#include "Expressions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

namespace {

/// Walks statements in the order in which they are run.
class Walk {
public:
  Walk(const ASTContext &Context, llvm::function_ref<void(const Expr &)> Meet)
      : Context(Context), Meet(Meet) {}

  /// False if what follows \p S may not be run.
  bool through(const Stmt *S);

private:
  bool throughChildren(const Stmt &S);
  bool throughIf(const IfStmt &If);

  const ASTContext &Context;
  llvm::function_ref<void(const Expr &)> Meet;
};

} // namespace

/// True if \p S, or a part of it, leaves the function.
static bool leavesFunction(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<ReturnStmt, CoreturnStmt, GotoStmt, IndirectGotoStmt, CXXThrowExpr>(S) ||
         llvm::any_of(S->children(), leavesFunction);
}

bool Walk::throughChildren(const Stmt &S) {
  return llvm::all_of(S.children(), [&](const Stmt *Child) { return through(Child); });
}

bool Walk::throughIf(const IfStmt &If) {
  if (If.isConstexpr() && !If.getCond()->isInstantiationDependent())
    return through(If.getNondiscardedCase(Context).value_or(nullptr));
  return through(If.getInit()) && through(If.getCond()) && !leavesFunction(If.getThen()) &&
         !leavesFunction(If.getElse());
}

bool Walk::through(const Stmt *S) {
  if (!S)
    return true;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return throughIf(*If);
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return through(Switch->getCond()) && !leavesFunction(Switch->getBody());
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return through(Try->getTryBlock());
  if (const auto *Either = dyn_cast<AbstractConditionalOperator>(S))
    return through(Either->getCond());
  const auto *Op = dyn_cast<BinaryOperator>(S);
  if (Op && Op->isLogicalOp())
    return through(Op->getLHS());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::all_of(Lambda->capture_inits(), [&](const Expr *Init) { return through(Init); });
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return through(Default->getField()->getInClassInitializer());
  const bool GoesOn = throughChildren(*S);
  if (const auto *E = dyn_cast<Expr>(S); E && GoesOn)
    Meet(*E);
  return GoesOn && !isa<ReturnStmt, CXXThrowExpr, CoreturnStmt, GotoStmt, IndirectGotoStmt>(S);
}

void forEachSureStep(const Stmt *S, const ASTContext &Context,
                     llvm::function_ref<void(const Expr &)> Meet) {
  Walk(Context, Meet).through(S);
}

const FunctionDecl *enteredBy(const Expr &E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return Construct->getConstructor();
  const auto *Call = dyn_cast<CallExpr>(&E);
  return Call ? calleeOf(Call) : nullptr;
}

} // namespace clang::tidy::structured
