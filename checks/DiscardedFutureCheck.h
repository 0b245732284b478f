#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds handles of running work that are dropped as soon as they are made.
///
/// User documentation: docs/checks/discarded-future.md
class DiscardedFutureCheck : public StructuredCheck {
public:
  DiscardedFutureCheck(StringRef Name, ClangTidyContext *Context,
                       std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isAllowed(const DiscardSite &Discard) const;
  Fix fixFor(const DiscardSite &Discard, const SourceManager &Sources) const;
  void reportDiscard(const DiscardSite &Discard, const SourceManager &Sources);
  void reportOtherOrigins(const DiscardSite &Discard, const SourceManager &Sources);
  void showEvidence(const DiscardSite &Discard, const SourceManager &Sources);
  void reportMaker(const FutureMaker &Maker, const SourceManager &Sources);

  const bool AllowCastToVoid, AllowMaybeUnused;
};

} // namespace clang::tidy::structured
