#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds tasks that hold what ends before their group has waited for them.
///
/// User documentation: docs/checks/scope-order.md
class ScopeOrderCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
