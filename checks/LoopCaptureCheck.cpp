#include "LoopCaptureCheck.h"
#include "support/CapturedCopies.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

static std::vector<Held> ofLoop(std::vector<Held> Dying) {
  llvm::erase_if(Dying, [](const Held &H) { return !H.OfLoop; });
  return Dying;
}

std::string LoopCaptureCheck::messageFor(const std::vector<Held> &Dying) const {
  const std::vector<Held> OfLoop = ofLoop(Dying);
  if (OfLoop.empty())
    return "";
  return "this work may run on into the next round of the loop, and holds " + quoted(OfLoop) +
         " of this one; give it a copy, or wait for it in the same round";
}

Fix LoopCaptureCheck::fixFor(const SpawnSite &Spawn, const std::vector<Held> &Dying,
                             const SourceManager &Sources) const {
  const std::vector<Held> OfLoop = ofLoop(Dying);
  std::vector<FixItHint> Edits = captureByValue(Spawn, OfLoop, Sources, getLangOpts());
  if (Edits.empty())
    return byHand("give the work a copy, or wait for it in the same round");
  return {FixTier::Review,
          "the work gets a copy of " + quoted(OfLoop) + ", as it is when the work is started",
          std::move(Edits)};
}

} // namespace clang::tidy::structured
