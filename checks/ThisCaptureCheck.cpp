#include "ThisCaptureCheck.h"
#include "model/Expressions.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

void ThisCaptureCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const OutlivedObject &Object : Found.OutlivedObjects) {
    const SpawnSite &Spawn = Found.Spawns[Object.Spawn];
    if (!isReportable(Spawn.Loc, Sources))
      continue;
    diag(writtenAt(Spawn.Loc, Sources),
         "this work uses its '%0', and nothing waits for it before that is destroyed; wait for it "
         "in the destructor, or let the work share the object")
        << Object.Class;
    for (const Held &H : everythingHeld(Spawn))
      if ((H.How == Hold::This || H.OfThis) && !H.KeptAlive)
        diag(writtenAt(H.Loc, Sources), "the work holds '%0' here", DiagnosticIDs::Note) << H.Name;
    diag(writtenAt(Object.End, Sources),
         Object.HasDestructor ? "this destructor does not wait for it"
                              : "'" + Object.Class + "' has no destructor that waits for it",
         DiagnosticIDs::Note);
    offer(
        writtenAt(Spawn.Loc, Sources),
        byHand("decide who waits: the object, by a group that is its last member, or the work, by "
               "sharing the object"));
  }
}

} // namespace clang::tidy::structured
