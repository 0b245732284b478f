#include "DeathCheck.h"
#include "HeldThings.h"
#include "checks/model/Expressions.h"

namespace clang::tidy::structured {

Fix DeathCheck::fixFor(const SpawnSite &, const std::vector<Held> &, const SourceManager &) const {
  return byHand("wait for the work before what it holds ends, or give it a copy");
}

void DeathCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SpawnSite &Spawn : Found.Spawns) {
    std::vector<Held> Dying = everythingHeld(Spawn);
    llvm::erase_if(Dying, [](const Held &H) { return H.DiesAt.isInvalid(); });
    if (Dying.empty() || !isReportable(Spawn.Loc, Sources) ||
        (Spawn.Detached && isOn("structured-detached-thread")) ||
        (Spawn.Unjoined && isOn("structured-unjoined-thread")))
      continue;
    const std::string Message = messageFor(Dying);
    if (Message.empty() || !Reported.insert(writtenAt(Spawn.Loc, Sources)).second)
      continue;
    diag(writtenAt(Spawn.Loc, Sources), Message);
    for (const Held &H : Dying) {
      diag(writtenAt(H.Loc, Sources), "the work holds '%0' %1", DiagnosticIDs::Note)
          << H.Name << howHeld(H);
      diag(writtenAt(H.DiesAt, Sources),
           "'%0' %select{dies here, and nothing has waited for the work|changes here, while the "
           "work may still use it}1",
           DiagnosticIDs::Note)
          << H.Name << H.Changes;
    }
    offer(writtenAt(Spawn.Loc, Sources), fixFor(Spawn, Dying, Sources));
  }
}

} // namespace clang::tidy::structured
