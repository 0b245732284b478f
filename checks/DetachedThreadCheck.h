#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds threads that are detached, so that nothing waits for them.
///
/// User documentation: docs/checks/detached-thread.md
class DetachedThreadCheck : public StructuredCheck {
public:
  DetachedThreadCheck(StringRef Name, ClangTidyContext *Context,
                      std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isAllowed(const DetachSite &Detach, const Facts &Found) const;
  void noteWait(SourceLocation Loc, llvm::StringRef Name, const SourceManager &Sources);
  void reportDetach(const DetachSite &Detach, const Facts &Found, const SourceManager &Sources);

  const bool AllowInMain, AllowProcessLifetimeDaemons, WarnInWrappers;
};

} // namespace clang::tidy::structured
