#include "DroppedValues.h"
#include "Assertions.h"
#include "DrivenLoops.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// The right side of 'std::ignore = value', or null.
static const Expr *assignedToIgnore(const Expr *E) {
  const auto *Assign = dyn_cast<CXXOperatorCallExpr>(E);
  if (!Assign || Assign->getOperator() != OO_Equal || Assign->getNumArgs() != 2)
    return nullptr;
  const auto *To = dyn_cast<DeclRefExpr>(Assign->getArg(0)->IgnoreParenImpCasts());
  return To && isNamed(*To->getDecl(), "::std::ignore") ? Assign->getArg(1) : nullptr;
}

/// The last expression of a GNU statement expression, which is its value, or null.
static const Expr *valueOf(const StmtExpr &Block) {
  const CompoundStmt *Body = Block.getSubStmt();
  return Body->body_empty() ? nullptr : dyn_cast<Expr>(Body->body_back());
}

void DroppedValues::dropEither(const AbstractConditionalOperator &Choice, DiscardSite::Kind How,
                               const Place &At) {
  const size_t Before = Found.Discards.size();
  dropValue(Choice.getTrueExpr(), How, At);
  dropValue(Choice.getFalseExpr(), How, At);
  // Both sides have to keep the same type.
  for (size_t I = Before; I < Found.Discards.size(); ++I)
    Found.Discards[I].WaitHere = SourceLocation();
}

void DroppedValues::dropValue(const Expr *E, DiscardSite::Kind How, const Place &At) {
  if (!E)
    return;
  const SourceRange Written = E->IgnoreParens()->getSourceRange();
  E = E->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  const auto *Comma = dyn_cast<BinaryOperator>(E);
  const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    dropEither(*Choice, How, At);
  } else if (Comma && Comma->getOpcode() == BO_Comma) {
    dropValue(Comma->getRHS(), How, At);
  } else if (Cast && Cast->getType()->isVoidType()) {
    dropValue(Cast->getSubExpr(), DiscardSite::Kind::CastToVoid, At);
  } else if (const Expr *Ignored = assignedToIgnore(E)) {
    dropValue(Ignored, DiscardSite::Kind::StdIgnore, At);
  } else if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    dropValue(valueOf(*Block), How, At);
  } else {
    const Expr *Source = peel(E);
    DiscardSite *Site = addDiscard(Source, How, At);
    // What is converted or moved has to stay of its type.
    if (Site && Source->getSourceRange() != Written)
      Site->WaitHere = SourceLocation();
  }
}

void DroppedValues::addUnused(const VarDecl &Var, const Place &At) {
  DiscardSite *Site = addDiscard(peel(Var.getInit()), DiscardSite::Kind::UnusedVariable, At);
  if (Site)
    Site->MaybeUnused = saysUnused(Var);
}

/// Returns the new site, or null if there is none to report.
DiscardSite *DroppedValues::addDiscard(const Expr *E, DiscardSite::Kind How, const Place &At) {
  std::optional<DiscardSite> Site = HandlesIn.discard(E, At.Instantiated);
  if (!Site || isAsserted(E->getBeginLoc(), {"THROW", "EXCEPTION", "DEATH", "EXIT"}, Context))
    return nullptr;
  // A future that blocks, kept to the end of its scope, is a join. A thread
  // that is kept is no discarded future.
  const bool Waits = Site->Dropped == OnDrop::Blocks || Site->Dropped == OnDrop::BlocksOrDetaches;
  if (How == DiscardSite::Kind::UnusedVariable && (Waits || Site->By == DiscardSite::Maker::Class))
    return nullptr;
  // Who has the loop run on, and so waits, has nothing to lose when every error is taken.
  if (Site->ErrorsTaken && At.Function && drivesExecutorAfter(*At.Function, Site->Loc))
    return nullptr;
  if (!DiscardAt.insert(writtenAt(Site->Loc, Sources)).second)
    return nullptr;
  Site->How = How;
  Site->In = At.In;
  if (How != DiscardSite::Kind::Statement || E->getBeginLoc().isMacroID() || At.Instantiated ||
      At.Dependent)
    Site->WaitHere = SourceLocation();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    Returned.addDropped(*Call, *Site);
  return &Found.Discards.emplace_back(std::move(*Site));
}

} // namespace clang::tidy::structured
