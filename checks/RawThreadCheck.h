#pragma once

#include "support/OptionalCheck.h"

namespace clang::tidy::structured {

/// Finds threads that are started by hand where a project has banned that.
///
/// User documentation: docs/checks/raw-thread.md
class RawThreadCheck : public OptionalCheck {
public:
  RawThreadCheck(StringRef Name, ClangTidyContext *Context, std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  std::map<std::string, std::string> readBanned();

  const std::string Banned;
};

} // namespace clang::tidy::structured
