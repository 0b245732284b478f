#pragma once

#include "SourceEdits.h"
#include "llvm/ADT/MapVector.h"
#include <memory>

namespace clang::tidy::structured {

/// Edits of more files than one, refused as a whole.
class FileEdits {
public:
  explicit FileEdits(const ASTContext &Context) : Context(Context) {}

  /// Those of the file of \p Loc.
  SourceEdits &at(SourceLocation Loc) {
    auto &In = Files[Context.getSourceManager().getFileID(
        Context.getSourceManager().getExpansionLoc(Loc))];
    if (!In)
      In = std::make_unique<SourceEdits>(Context, Loc);
    return *In;
  }

  /// All edits, those of the file that was asked for first before the others; none if one
  /// is refused, and \p Refusal says why.
  std::vector<FixItHint> finish(std::string &Refusal) {
    std::vector<FixItHint> All;
    for (auto &[File, Each] : Files) {
      llvm::append_range(All, Each->finish());
      if (Refusal.empty())
        Refusal = Each->refusal();
    }
    return Refusal.empty() ? All : std::vector<FixItHint>();
  }

private:
  const ASTContext &Context;
  llvm::MapVector<FileID, std::unique_ptr<SourceEdits>> Files;
};

} // namespace clang::tidy::structured
