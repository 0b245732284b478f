#pragma once

#include "support/OptionalCheck.h"

namespace clang::tidy::structured {

/// Finds groups that start one task, and wait for it at once.
///
/// User documentation: docs/checks/useless-group.md
class UselessGroupCheck : public OptionalCheck {
public:
  using OptionalCheck::OptionalCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
