#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds stop tokens that are at hand, and not looked at or not passed on.
///
/// User documentation: docs/checks/lost-cancellation.md
class LostCancellationCheck : public StructuredCheck {
public:
  LostCancellationCheck(StringRef Name, ClangTidyContext *Context,
                        std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  void reportLoss(const LostToken &Lost, const SourceManager &Sources);

  const bool WarnWithoutToken;
};

} // namespace clang::tidy::structured
