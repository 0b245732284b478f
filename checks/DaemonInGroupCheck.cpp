#include "DaemonInGroupCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

void DaemonInGroupCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const EndlessTask &Task : Found.EndlessTasks) {
    if (!isReportable(Task.Loc, Sources))
      continue;
    diag(
        writtenAt(Task.Loc, Sources),
        "this task never ends, so whoever waits for %select{its group|'%1'}0 does so for ever; end "
        "its loop when it is told to stop, or give it an owner that stops it, such as an "
        "'sc::daemon'")
        << !Task.Group.empty() << Task.Group;
    diag(writtenAt(Task.Loop, Sources), "nothing leaves this loop", DiagnosticIDs::Note);
    offer(writtenAt(Task.Loc, Sources),
          byHand("take a stop token in the task and ask it in the loop, or move the task to an "
                 "'sc::daemon'"));
  }
}

} // namespace clang::tidy::structured
