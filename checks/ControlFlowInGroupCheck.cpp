#include "ControlFlowInGroupCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

/// What shows that a task may fail.
void ControlFlowInGroupCheck::showThrow(const ThrowEvidence &Throws, const SourceManager &Sources) {
  if (Throws.What < Throwing::Maybe || Throws.Loc.isInvalid())
    return;
  if (Throws.What == Throwing::Visibly || Throws.Callee.empty())
    diag(writtenAt(Throws.Loc, Sources), "the task %select{may throw|throws}0 here",
         DiagnosticIDs::Note)
        << (Throws.What == Throwing::Visibly);
  else
    diag(writtenAt(Throws.Loc, Sources), "the task calls '%0' here, which may throw",
         DiagnosticIDs::Note)
        << Throws.Callee;
}

void ControlFlowInGroupCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const UnreadError &Error : Found.UnreadErrors) {
    if (!isReportable(Error.Loc, Sources))
      continue;
    diag(writtenAt(Error.Loc, Sources),
         "%select{this leaves the scope of '%1' without|the scope of '%1' ends without}0 "
         "'%1.%2()', %select{so nothing sees an error of this group's tasks|which has to be called "
         "while tasks may run}3; wait on this path too")
        << Error.AtStart << Error.Group << Error.Wait << Error.Fails;
    if (Error.Branch.isValid())
      diag(writtenAt(Error.Branch, Sources),
           "%select{this condition holds|this condition does not hold|this case is taken}0",
           DiagnosticIDs::Note)
          << (Error.By == Branching::Fails ? 1 : 2 * (Error.By == Branching::Case));
    if (Error.Leaving.What == Throwing::Visibly && Error.Leaving.Loc != Error.Loc)
      diag(writtenAt(Error.Leaving.Loc, Sources), "the exception is thrown here",
           DiagnosticIDs::Note);
    if (!Error.AtStart)
      diag(writtenAt(Error.StartedAt, Sources), "a task is started here", DiagnosticIDs::Note);
    if (!Error.Fails)
      showThrow(Error.Throws, Sources);
    offer(writtenAt(Error.Loc, Sources),
          byHand("wait on this path; what to do with an error there is for you to say"));
  }
}

} // namespace clang::tidy::structured
