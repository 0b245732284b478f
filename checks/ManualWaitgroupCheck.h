#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds counters, latches and kept errors by which a function does by hand what
/// a group does.
///
/// User documentation: docs/checks/manual-waitgroup.md
class ManualWaitgroupCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isReported(const HandWait &Wait, const Facts &Found) const;
};

} // namespace clang::tidy::structured
