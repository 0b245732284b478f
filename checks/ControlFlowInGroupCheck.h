#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds paths that leave a group's scope while nobody has looked at the errors
/// of its tasks.
///
/// User documentation: docs/checks/control-flow-in-group.md
class ControlFlowInGroupCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  void showThrow(const ThrowEvidence &Throws, const SourceManager &Sources);
};

} // namespace clang::tidy::structured
