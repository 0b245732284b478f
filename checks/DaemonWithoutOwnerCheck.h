#pragma once

#include "support/OptionalCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Finds endless work that nobody can stop.
///
/// User documentation: docs/checks/daemon-without-owner.md
class DaemonWithoutOwnerCheck : public OptionalCheck {
public:
  using OptionalCheck::OptionalCheck;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isSaid(const SpawnSite &Spawn) const;

  llvm::DenseSet<SourceLocation> Reported; ///< A macro's text is reported once.
};

} // namespace clang::tidy::structured
