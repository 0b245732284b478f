#pragma once

#include "support/DeathCheck.h"

namespace clang::tidy::structured {

/// Finds work started in a loop that holds what each round makes anew or changes.
///
/// User documentation: docs/checks/loop-capture.md
class LoopCaptureCheck : public DeathCheck {
public:
  using DeathCheck::DeathCheck;

protected:
  std::string messageFor(const std::vector<Held> &Dying) const override;
  Fix fixFor(const SpawnSite &Spawn, const std::vector<Held> &Dying,
             const SourceManager &Sources) const override;
};

} // namespace clang::tidy::structured
