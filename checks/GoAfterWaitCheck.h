#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds tasks that are started, and results that are read, on the wrong side
/// of a group's wait.
///
/// User documentation: docs/checks/go-after-wait.md
class GoAfterWaitCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
