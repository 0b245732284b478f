#pragma once

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace sc_lint {

/// Lines that follow each other, and what has become of them. Without their line ends.
struct LineEdit {
  size_t OldLine = 0, NewLine = 0; ///< Where the first stands, or would stand; from 1.
  std::vector<std::string> Removed, Added;
};

/// What a patch does to one file. Names are as the patch has them, or "": the file is not
/// there before, or after.
struct FilePatch {
  std::string OldName, NewName;
  std::vector<LineEdit> Edits; ///< In the order of their lines. None if only the name changes.
};

/// Reads a unified diff, as `git diff` and `diff -u` write it. What stands around it is left
/// out, so that a mail will do.
///
/// Errors: a hunk that is cut off, a diff of a merge, or no diff at all.
llvm::Expected<std::vector<FilePatch>> parsePatch(llvm::StringRef Text);

/// What a file was before \p Edits made \p New of it.
///
/// Errors: they did not.
llvm::Expected<std::string> revert(llvm::StringRef New, const std::vector<LineEdit> &Edits);

} // namespace sc_lint
