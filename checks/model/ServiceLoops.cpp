#include "ServiceLoops.h"
#include "Expressions.h"
#include "Flags.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// True if \p S, or a part of it, asks a token whether to stop.
static bool asksToken(const Stmt *S) {
  if (!S)
    return false;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (nameOf(Method) == "stop_requested")
    return true;
  return llvm::any_of(S->children(), asksToken);
}

static bool isFlag(QualType T) {
  T = T.getNonReferenceType();
  return T->isBooleanType() || (T->isRecordType() && !T->isUnionType());
}

/// True if \p Body declares \p D.
static bool declares(const Stmt &Body, const ValueDecl &D) {
  const SourceRange Range = Body.getSourceRange();
  const SourceManager &Sources = D.getASTContext().getSourceManager();
  return Sources.isBeforeInTranslationUnit(Range.getBegin(), D.getLocation()) &&
         Sources.isBeforeInTranslationUnit(D.getLocation(), Range.getEnd());
}

static bool runsUntilTold(const Expr *Condition, const Stmt &Body, const ASTContext &Context) {
  if (!Condition)
    return true;
  if (Condition->isInstantiationDependent())
    return false;
  bool Value = false;
  if (Condition->EvaluateAsBooleanCondition(Value, Context))
    return Value;
  const ValueDecl *Flag = flagOf(Condition, Context);
  return (Flag && isFlag(Flag->getType()) && !declares(Body, *Flag)) || asksToken(Condition);
}

static bool comesToLoop(const Stmt *S, const Stmt &Body, const ASTContext &Context) {
  if (!S)
    return false;
  if (const auto *For = dyn_cast<ForStmt>(S))
    return runsUntilTold(For->getCond(), Body, Context);
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return runsUntilTold(While->getCond(), Body, Context);
  if (const auto *Do = dyn_cast<DoStmt>(S)) {
    bool Once = false; // The idiom of macros: do { … } while (0).
    const bool Known = !Do->getCond()->isValueDependent() &&
                       Do->getCond()->EvaluateAsBooleanCondition(Once, Context);
    return Known && !Once ? comesToLoop(Do->getBody(), Body, Context)
                          : runsUntilTold(Do->getCond(), Body, Context);
  }
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return comesToLoop(Try->getTryBlock(), Body, Context);
  const auto *Block = dyn_cast<CompoundStmt>(S);
  return Block && llvm::any_of(Block->body(), [&](const Stmt *Inner) {
           return comesToLoop(Inner, Body, Context);
         });
}

bool isServiceLoop(const Stmt *Body, const ASTContext &Context) {
  return Body && comesToLoop(Body, *Body, Context);
}

} // namespace clang::tidy::structured
