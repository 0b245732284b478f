#pragma once

#include "Fix.h"
#include "checks/model/Facts.h"
#include "checks/model/ModelCache.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "llvm/Support/GlobPattern.h"
#include <memory>

namespace clang::tidy::structured {

/// What the checks have in common: the options that extend the model, and the
/// model of the translation unit, shared with the other checks.
///
/// A check overrides report(), and reads the facts there.
class StructuredCheck : public ClangTidyCheck {
public:
  StructuredCheck(StringRef Name, ClangTidyContext *Context, std::shared_ptr<ModelCache> Models);

  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus; }
  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) final;

protected:
  /// Reports what is wrong in \p Found.
  virtual void report(const Facts &Found, const SourceManager &Sources) = 0;

  /// False in the files that IgnoreTests names, and in macros by IgnoreMacros.
  bool isReportable(SourceLocation Loc, const SourceManager &Sources) const;

  /// Lets \p Warning carry those of \p Fixes that are safe to apply: `clang-tidy -fix` does.
  void attach(const DiagnosticBuilder &Warning, llvm::ArrayRef<Fix> Fixes) const;

  /// Says, as the last notes of the warning at \p Loc, what can be done about it. An
  /// editor gets each with its edits, to choose from.
  void offer(SourceLocation Loc, llvm::ArrayRef<Fix> Fixes);

  /// True if the check of this name is on: one spawn is spoken of once.
  bool isOn(StringRef Check) const { return Tidy.isCheckEnabled(Check); }

private:
  void addEdits(const DiagnosticBuilder &To, const Fix &Of) const;
  void complain(llvm::Error Err);
  SpawnTable readTable(llvm::vfs::FileSystem &Files);
  void readIgnored();

  const ClangTidyContext &Tidy;
  const std::shared_ptr<ModelCache> Models;
  /// What the options add to the lists, in the order of those.
  std::vector<std::string> Added;
  const std::string SinkConfig, IgnoreTests;
  const bool IgnoreMacros;
  std::vector<llvm::GlobPattern> Ignored;
  /// Kept as long as the check lives, for the other checks to share.
  std::shared_ptr<const Facts> Found;
};

} // namespace clang::tidy::structured
