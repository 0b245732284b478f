#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds threads that may be running when their handle is destroyed.
///
/// User documentation: docs/checks/unjoined-thread.md
class UnjoinedThreadCheck : public StructuredCheck {
public:
  /// Which exceptions count as a path.
  enum class Exceptions { Certain, Any, Off };

  UnjoinedThreadCheck(StringRef Name, ClangTidyContext *Context,
                      std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool isWanted(const UnjoinedThread &Thread) const;
  void reportOpen(const Facts &Found, const SourceManager &Sources);
  void reportOpenThrows(const Facts &Found, const SourceManager &Sources);
  void reportIf(const OpenThread &Thread, const Facts &Found, const SourceManager &Sources);
  void showClass(const UnjoinedThread &Thread);
  void showPath(const UnjoinedThread &Thread, const SourceManager &Sources);

  const Exceptions ExceptionalPaths;
  const bool ReportUnknown;
};

} // namespace clang::tidy::structured
