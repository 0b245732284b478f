#include "FutureLostInCallbackCheck.h"
#include "model/Expressions.h"
#include "support/WorkNotes.h"

namespace clang::tidy::structured {

/// What becomes of the work with each call, and what to do.
static llvm::StringRef consequence(OnDrop Dropped) {
  switch (Dropped) {
  case OnDrop::Blocks:
    return "so each call blocks until the work ends, and its error is lost; wait for it inside";
  case OnDrop::Detaches:
    return "so the work runs on, nothing waits for it, and its error is lost; wait for it inside";
  case OnDrop::BlocksOrDetaches:
    return "so its error is lost, and either each call blocks or nothing waits for the work; wait "
           "for it inside";
  case OnDrop::NeverRuns:
    return "so the work never runs; start it inside, or await it";
  case OnDrop::Terminates:
    break;
  }
  llvm_unreachable("a thread that terminates is no future");
}

void FutureLostInCallbackCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const LostResult &Lost : Found.LostResults) {
    if (!isReportable(Lost.Loc, Sources) || Lost.Result.Dropped == OnDrop::Terminates)
      continue;
    diag(writtenAt(Lost.Loc, Sources),
         "what %select{'%1'|a call of this '%1'|this lambda}0 returns is dropped by '%2', %3")
        << static_cast<unsigned>(Lost.Result.By) << Lost.Result.Source << Lost.Wrapper
        << consequence(Lost.Result.Dropped);
    for (const WorkNote &Note : workNotes(Lost.Result))
      diag(writtenAt(Note.Loc, Sources), Note.Text, DiagnosticIDs::Note);
    offer(writtenAt(Lost.Loc, Sources),
          byHand("wait for the result in the callable, or hand it to an owner that does"));
  }
}

} // namespace clang::tidy::structured
