#include "DaemonWithoutOwnerCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

/// True if another check speaks of \p Spawn, which nothing waits for.
bool DaemonWithoutOwnerCheck::isSaid(const SpawnSite &Spawn) const {
  return (Spawn.Detached && isOn("structured-detached-thread") && !Spawn.In.IsMain) ||
         (Spawn.Unjoined && isOn("structured-unjoined-thread"));
}

void DaemonWithoutOwnerCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SpawnSite &Spawn : Found.Spawns) {
    if (!Spawn.Work.Endless || Spawn.In.OfOwner || isSaid(Spawn) ||
        !isReportable(Spawn.Loc, Sources) || !Reported.insert(writtenAt(Spawn.Loc, Sources)).second)
      continue;
    diag(writtenAt(Spawn.Loc, Sources),
         "this work never ends, and nobody can stop it; have it look at a stop token, and give it "
         "an owner that stops it and waits, such as an 'sc::daemon'");
    if (Spawn.Work.Range.isValid())
      diag(writtenAt(Spawn.Work.Range.getBegin(), Sources), "it loops without end here",
           DiagnosticIDs::Note);
    offer(
        writtenAt(Spawn.Loc, Sources),
        byHand(
            "start it by an 'sc::daemon' and ask its token in the loop; what else should end it is "
            "for you to say"));
  }
}

} // namespace clang::tidy::structured
