#include "GroupEvents.h"
#include "Expressions.h"

namespace clang::tidy::structured {

bool GroupEvents::settles(const Stmt *Branch, const VarDecl *, const Expr *Start) const {
  if (How == Settle::None || llvm::is_contained(Of.Within, Branch))
    return false;
  using Kind = GroupUse::Kind;
  bool Ends = false, Unknown = false;
  for (const GroupUse &Use : Of.Uses) {
    if (Use.InLambda || !llvm::is_contained(Use.Within, Branch))
      continue;
    Ends |= Use.What != Kind::Start && Use.What != Kind::Ask && Use.What != Kind::Close;
    Unknown |= Use.What == Kind::Other;
  }
  if (!Ends)
    return false;
  // Where a macro asks whether it goes on, it does.
  if (Unknown || How == Settle::Each || Branch->getBeginLoc().isMacroID() || isLoop(Branch))
    return true;
  const auto *Started =
      llvm::find_if(Of.Uses, [&](const GroupUse &Use) { return Use.At == Start; });
  return Started != Of.Uses.end() && !llvm::is_contained(Started->Within, Branch) &&
         (Started->Sometimes || Started->Within.size() > Of.Within.size());
}

GroupEvents::Question GroupEvents::asked(const Expr *E, const VarDecl *Var) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  if (Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
    E = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Member = dyn_cast<MemberExpr>(E);
  const ValueDecl *Named = Ref ? Ref->getDecl() : Member ? Member->getMemberDecl() : nullptr;
  return Of.Points && Var == Of.Var && Named == Of.declared() ? Question::Filled : Question::Other;
}

} // namespace clang::tidy::structured
