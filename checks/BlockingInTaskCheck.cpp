#include "BlockingInTaskCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

void BlockingInTaskCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SpawnSite &Spawn : Found.Spawns) {
    const SourceLocation Loc = Spawn.Work.BlocksAt;
    if (Spawn.OwnThread || startsThread(Spawn) || Loc.isInvalid() || !isReportable(Loc, Sources) ||
        !Reported.insert(writtenAt(Loc, Sources)).second)
      continue;
    // No fix: what to do in place of a wait is for the author to say.
    diag(writtenAt(Loc, Sources),
         "'%0' blocks a thread of the executor, which runs nothing else meanwhile, and may be what "
         "this waits for; go on in a continuation, await it, or use a thread of its own")
        << Spawn.Work.BlocksIn;
    diag(writtenAt(Spawn.Loc, Sources), "the executor gets the work here", DiagnosticIDs::Note);
  }
}

} // namespace clang::tidy::structured
