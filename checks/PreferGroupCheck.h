#pragma once

#include "support/OptionalCheck.h"

namespace clang::tidy::structured {

/// Finds threads that are started and joined by hand, where a group would do.
///
/// User documentation: docs/checks/prefer-group.md
class PreferGroupCheck : public OptionalCheck {
public:
  using OptionalCheck::OptionalCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
