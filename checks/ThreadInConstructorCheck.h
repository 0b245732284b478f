#pragma once

#include "support/StructuredCheck.h"

namespace clang::tidy::structured {

/// Finds threads that are started before main, while static objects are
/// constructed.
///
/// User documentation: docs/checks/thread-in-constructor.md
class ThreadInConstructorCheck : public StructuredCheck {
public:
  ThreadInConstructorCheck(StringRef Name, ClangTidyContext *Context,
                           std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  const bool WarnInConstructors;
};

} // namespace clang::tidy::structured
