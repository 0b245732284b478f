#pragma once

#include "support/StructuredCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Finds exceptions of started work that end the program or are swallowed.
///
/// User documentation: docs/checks/lost-exception.md
class LostExceptionCheck : public StructuredCheck {
public:
  /// What it takes to say that work may throw.
  enum class Evidence { Visible, Any };

  LostExceptionCheck(StringRef Name, ClangTidyContext *Context, std::shared_ptr<ModelCache> Models);

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override;

protected:
  void report(const Facts &Found, const SourceManager &Sources) override;

private:
  bool endsProgram(const SpawnSite &Spawn) const;
  void reportThrow(const SpawnSite &Spawn, const SourceManager &Sources);
  void reportOpenCalls(const SpawnSite &Spawn, const SourceManager &Sources);
  bool isNew(SourceLocation Loc, const SourceManager &Sources);

  const Evidence ThrowEvidence;
  llvm::DenseSet<SourceLocation> Reported;
};

} // namespace clang::tidy::structured
