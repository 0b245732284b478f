#include "GroupEvents.h"

namespace clang::tidy::structured {

bool GroupEvents::settles(const Stmt *Branch, const VarDecl *, const Expr *Start) const {
  if (How == Settle::None || llvm::is_contained(Of.Within, Branch))
    return false;
  auto WaitsIn = [&](const GroupUse &Use) {
    return (Use.What == GroupUse::Kind::Wait || Use.What == GroupUse::Kind::Look) &&
           llvm::is_contained(Use.Within, Branch);
  };
  if (llvm::none_of(Of.Uses, WaitsIn))
    return false;
  // Where a macro asks whether it goes on, it does.
  if (How == Settle::Each || Branch->getBeginLoc().isMacroID() ||
      isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Branch))
    return true;
  const auto *Started =
      llvm::find_if(Of.Uses, [&](const GroupUse &Use) { return Use.At == Start; });
  return Started != Of.Uses.end() && !llvm::is_contained(Started->Within, Branch) &&
         Started->Within.size() > Of.Within.size();
}

} // namespace clang::tidy::structured
