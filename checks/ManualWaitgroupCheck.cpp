#include "ManualWaitgroupCheck.h"
#include "model/Expressions.h"
#include "support/GroupFixes.h"

namespace clang::tidy::structured {

/// True if a graver report speaks of the work: nothing waits for its thread.
bool ManualWaitgroupCheck::isReported(const HandWait &Wait, const Facts &Found) const {
  return llvm::any_of(Wait.Spawns, [&](size_t Index) {
    const SpawnSite &Spawn = Found.Spawns[Index];
    return (Spawn.Detached && isOn("structured-detached-thread")) ||
           (Spawn.Unjoined && isOn("structured-unjoined-thread"));
  });
}

void ManualWaitgroupCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const HandWait &Wait : Found.HandWaits) {
    if (!isReportable(Wait.Loc, Sources) || isReported(Wait, Found))
      continue;
    const bool Error = Wait.What == HandWait::Kind::Error;
    const std::vector<Fix> Fixes = GroupFixes(Found, Sources).forWaited(Wait);
    attach(diag(writtenAt(Wait.Loc, Sources),
                "%select{this waits by hand until '%1' says that all work that is started here is "
                "done; start it in a group, such as an 'sc::group', and wait for that|'%1' carries "
                "an error by hand from work that is started here; a group, such as an "
                "'sc::group', rethrows the first error of its work}0")
               << Error << Wait.Name,
           Fixes);
    for (const HandWait::Work &Each : Wait.All) {
      diag(writtenAt(Each.StartedAt, Sources), "started here", DiagnosticIDs::Note);
      diag(writtenAt(Each.NotedAt, Sources),
           "%select{says here that it is done|keeps its error here}0", DiagnosticIDs::Note)
          << Error;
    }
    offer(writtenAt(Wait.Loc, Sources), Fixes);
  }
}

} // namespace clang::tidy::structured
