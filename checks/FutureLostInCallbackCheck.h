#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds callables whose result stands for work, made into callables that
/// return nothing.
///
/// User documentation: docs/checks/future-lost-in-callback.md
class FutureLostInCallbackCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
