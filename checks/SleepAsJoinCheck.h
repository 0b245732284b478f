#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds sleeps that stand where work should be waited for.
///
/// User documentation: docs/checks/sleep-as-join.md
class SleepAsJoinCheck : public StructuredCheck {
public:
  SleepAsJoinCheck(StringRef Name, ClangTidyContext *Context, std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  std::vector<size_t> sleptFor(const SleepSite &Sleep, const Facts &Found) const;

  const bool WarnOnPolling;
};

} // namespace clang::tidy::structured
