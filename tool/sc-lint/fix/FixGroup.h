#pragma once

#include "../Options.h"
#include "../UnitReport.h"
#include "EditedFiles.h"

namespace sc_lint {

/// The edits by which one finding is fixed: all of them or none.
struct FixGroup {
  std::string Check;
  std::string Effect;
  bool Safe = false;
  std::string File; ///< Of the finding, by its real path.
  unsigned Offset = 0;
  std::string Fingerprint; ///< See nameFixes().
  /// In the order of files and places. Paths are real.
  std::vector<clang::tooling::Replacement> Edits;
  std::vector<size_t> Units; ///< In which it was found.

  /// Tells a fix that was tried before from others, wherever it stands now.
  std::string identity() const;
};

/// The fixes that \p Reports, one for each unit, offer up to \p Level: of each finding the
/// first. In the order of files and places; alike ones of several units are one.
std::vector<FixGroup> collectFixes(const std::vector<UnitReport> &Reports, FixLevel Level);

/// Gives each of \p Fixes its fingerprint: 12 hexadecimal digits of what it changes into what,
/// which stay the same in every checkout of the project, whose root is \p Root, and when other
/// lines of the file change. Alike fixes of one file are told apart by their order.
void nameFixes(std::vector<FixGroup> &Fixes, llvm::StringRef Root);

/// True if \p Text looks like a fingerprint.
bool isFingerprint(llvm::StringRef Text);

/// True if \p Only, what --fix-only says, names \p Fix by its check, its fingerprint, or a glob
/// of its file, from \p Folder on; or if it says nothing.
bool isNamed(const FixGroup &Fix, llvm::ArrayRef<std::string> Only, llvm::StringRef Folder);

} // namespace sc_lint
