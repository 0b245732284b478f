#include "EscapingCaptureCheck.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

std::string EscapingCaptureCheck::messageFor(const std::vector<Held> &Dying) const {
  const bool OfLoop = llvm::any_of(Dying, [](const Held &H) { return H.OfLoop; });
  if (OfLoop && isOn("structured-loop-capture"))
    return "";
  return "this work may outlive " + quoted(Dying) +
         ", which it holds; wait for it before that, or give it a copy";
}

} // namespace clang::tidy::structured
