#pragma once

#include "StructuredCheck.h"

namespace clang::tidy::structured {

/// A check that is off, and costs nothing, until its own option Enable is true.
class OptionalCheck : public StructuredCheck {
public:
  OptionalCheck(StringRef Name, ClangTidyContext *Context, std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) final;

private:
  const bool Enable;
};

} // namespace clang::tidy::structured
