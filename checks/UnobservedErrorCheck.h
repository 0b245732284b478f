#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds futures that are kept though nothing looks at the error that they may
/// carry.
///
/// User documentation: docs/checks/unobserved-error.md
class UnobservedErrorCheck : public StructuredCheck {
public:
  /// Which work's future has to be asked for its result.
  enum class Require { MayThrow, Always };

  UnobservedErrorCheck(StringRef Name, ClangTidyContext *Context,
                       std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isAllowed(const UnobservedFuture &Future) const;
  void showEvidence(const UnobservedFuture &Future, const SourceManager &Sources);

  const Require RequireGet;
  const bool AllowMaybeUnused;
};

} // namespace clang::tidy::structured
