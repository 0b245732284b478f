#include "StoppableSleep.h"
#include "SourceEdits.h"
#include "StartStatements.h"
#include "checks/model/Expressions.h"
#include "checks/model/NameMap.h"

namespace clang::tidy::structured {

std::vector<FixItHint> stoppableSleep(const CallExpr &Sleep, const FunctionDecl &Function,
                                      const VarDecl &Token, const ASTContext &Context) {
  const FunctionDecl *Callee = calleeOf(&Sleep);
  if (!Callee || Sleep.getNumArgs() != 1 || !Function.getReturnType()->isVoidType() ||
      !(isNamed(*Callee, "::std::this_thread::sleep_for") ||
        isNamed(*Callee, "::std::this_thread::sleep_until")))
    return {};
  const StatementsOf Statements(*Function.getBody());
  const Stmt *S = Statements.around(&Sleep);
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (!E || E->IgnoreImplicit() != &Sleep || !isa<CompoundStmt>(Statements.parent(S)))
    return {};
  SourceEdits Edits(Context, Sleep.getBeginLoc());
  const unsigned Begin = Edits.begin(Sleep.getBeginLoc());
  Edits.replace(Begin, Edits.begin(Sleep.getArg(0)->getBeginLoc()),
                "if (!sc::" + nameOf(Callee).str() + "(");
  Edits.replace(Edits.begin(Sleep.getRParenLoc()), Edits.endWithSemicolon(Sleep),
                ", " + Token.getNameAsString() + "))\n" + Edits.indentation(Begin) + "  return;");
  return Edits.finish();
}

} // namespace clang::tidy::structured
