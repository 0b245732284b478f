#include "UselessGroupCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

void UselessGroupCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const LoneTask &Task : Found.LoneTasks) {
    if (!isReportable(Task.Loc, Sources))
      continue;
    diag(writtenAt(Task.Loc, Sources),
         "'%0' has this one task, and waits for it at once; call its function directly")
        << Task.Group;
    diag(writtenAt(Task.WaitedAt, Sources), "waited for here", DiagnosticIDs::Note);
    offer(writtenAt(Task.Loc, Sources),
          byHand("call the function in place of the group, unless it needs a thread of its own"));
  }
}

} // namespace clang::tidy::structured
