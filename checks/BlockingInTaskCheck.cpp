#include "BlockingInTaskCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

void BlockingInTaskCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SpawnSite &Spawn : Found.Spawns) {
    const SourceLocation Loc = Spawn.Work.BlocksAt;
    if (Spawn.OwnThread || startsThread(Spawn) || Loc.isInvalid() || !isReportable(Loc, Sources) ||
        !Reported.insert(writtenAt(Loc, Sources)).second)
      continue;
    diag(writtenAt(Loc, Sources),
         "'%0' blocks a thread of the executor, which runs nothing else meanwhile, and may be what "
         "this waits for; go on in a continuation, await it, or use a thread of its own")
        << Spawn.Work.BlocksIn;
    diag(writtenAt(Spawn.Loc, Sources), "the executor gets the work here", DiagnosticIDs::Note);
    offer(writtenAt(Loc, Sources), byHand("go on in a continuation of what is waited for, or move "
                                          "the work to a thread of its own"));
  }
}

} // namespace clang::tidy::structured
