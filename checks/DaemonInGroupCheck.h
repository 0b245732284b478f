#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds tasks that never end, in groups that wait for them.
///
/// User documentation: docs/checks/daemon-in-group.md
class DaemonInGroupCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
