#pragma once

#include "support/StructuredCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Finds work handed to an executor whose errors nobody sees.
///
/// User documentation: docs/checks/fire-and-forget.md
class FireAndForgetCheck : public StructuredCheck {
public:
  FireAndForgetCheck(StringRef Name, ClangTidyContext *Context, std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isLost(const SpawnSite &Spawn) const;

  const bool WarnOnAll;
  llvm::DenseSet<SourceLocation> Reported; ///< A macro's text is reported once.
};

} // namespace clang::tidy::structured
