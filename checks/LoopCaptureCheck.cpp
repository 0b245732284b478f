#include "LoopCaptureCheck.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

std::string LoopCaptureCheck::messageFor(const std::vector<Held> &Dying) const {
  std::vector<Held> OfLoop = Dying;
  llvm::erase_if(OfLoop, [](const Held &H) { return !H.OfLoop; });
  if (OfLoop.empty())
    return "";
  return "this work may run on into the next round of the loop, and holds " + quoted(OfLoop) +
         " of this one; give it a copy, or wait for it in the same round";
}

} // namespace clang::tidy::structured
