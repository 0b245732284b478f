#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds work that may outlive the object whose members it uses.
///
/// User documentation: docs/checks/this-capture.md
class ThisCaptureCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;
};

} // namespace clang::tidy::structured
