#pragma once

#include "support/OptionalCheck.h"

namespace clang::tidy::structured {

/// Finds threads and futures that are started and waited for by hand, where a group would
/// do.
///
/// User documentation: docs/checks/prefer-group.md
class PreferGroupCheck : public OptionalCheck {
public:
  using OptionalCheck::OptionalCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  void reportDaemon(const HandDaemon &Site, const Facts &Found, const SourceManager &Sources);
};

} // namespace clang::tidy::structured
