#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds work that uses members which are made after it starts, or destroyed
/// before it ends.
///
/// User documentation: docs/checks/member-order.md
class MemberOrderCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
