#pragma once

#include "StructuredCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// What the checks have in common that report work which may outlive what it
/// holds of its scope.
///
/// Each spawn is spoken of once. Where the work is detached, the check for that
/// shows the same evidence, and speaks if it is on.
class DeathCheck : public StructuredCheck {
public:
  using StructuredCheck::StructuredCheck;

protected:
  /// The one line to report for work that holds \p Dying, of which there is at
  /// least one, or "" if another check speaks of it.
  virtual std::string messageFor(const std::vector<Held> &Dying) const = 0;

  /// What can be done about \p Spawn.
  virtual Fix fixFor(const SpawnSite &Spawn, const std::vector<Held> &Dying,
                     const SourceManager &Sources) const;

private:
  void report(const Facts &Found, const SourceManager &Sources) final;

  llvm::DenseSet<SourceLocation> Reported; ///< A macro's text is reported once.
};

} // namespace clang::tidy::structured
