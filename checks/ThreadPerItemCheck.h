#pragma once

#include "support/OptionalCheck.h"

namespace clang::tidy::structured {

/// Finds loops that start a thread for each item, however many there are.
///
/// User documentation: docs/checks/thread-per-item.md
class ThreadPerItemCheck : public OptionalCheck {
public:
  using OptionalCheck::OptionalCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
