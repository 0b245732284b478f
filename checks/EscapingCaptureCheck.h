#pragma once

#include "support/DeathCheck.h"

namespace clang::tidy::structured {

/// Finds work that may outlive what it holds of the scope that starts it.
///
/// User documentation: docs/checks/escaping-capture.md
class EscapingCaptureCheck : public DeathCheck {
public:
  using DeathCheck::DeathCheck;

protected:
  std::string messageFor(const std::vector<Held> &Dying) const override;
};

} // namespace clang::tidy::structured
