#include "ThreadPerItemCheck.h"
#include "model/Expressions.h"

namespace clang::tidy::structured {

static std::string message(const SpawnSite &Spawn) {
  const std::string Many = Spawn.PerRound
                               ? "this starts a thread in each round, however many run already"
                               : "this starts a thread for each item, however many there are";
  return Many + "; set a limit, as 'sc::group' has in 'sc::limit', or hand the items to a pool";
}

void ThreadPerItemCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SpawnSite &Spawn : Found.Spawns) {
    if (!Spawn.PerItem.isValid() || Spawn.In.OfOwner || !isReportable(Spawn.Loc, Sources))
      continue;
    diag(writtenAt(Spawn.Loc, Sources), message(Spawn));
    diag(writtenAt(Spawn.PerItem, Sources), "in this loop", DiagnosticIDs::Note);
    offer(writtenAt(Spawn.Loc, Sources), byHand("start it in an 'sc::group' with an 'sc::limit'; "
                                                "how many at a time is for you to say"));
  }
}

} // namespace clang::tidy::structured
