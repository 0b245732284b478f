#pragma once

#include "support/OptionalCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Finds work that blocks a thread of the executor that runs it.
///
/// User documentation: docs/checks/blocking-in-task.md
class BlockingInTaskCheck : public OptionalCheck {
public:
  using OptionalCheck::OptionalCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  llvm::DenseSet<SourceLocation> Reported; ///< Work may be handed over in several places.
};

} // namespace clang::tidy::structured
