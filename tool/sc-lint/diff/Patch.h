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
  std::vector<std::pair<size_t, std::string>> Kept; ///< Lines that it shows, by their new number.
};

/// Reads a unified diff, as `git diff` and `diff -u` write it. What stands around it is left
/// out, so that a mail will do; and so are links. A copy is a new file.
///
/// Errors: what is cut off or has colours, a diff of a merge, or no diff at all.
llvm::Expected<std::vector<FilePatch>> parsePatch(llvm::StringRef Text);

/// What a file was before \p Patch made \p New of it. Whether lines end as in DOS does not count.
///
/// Errors: it did not.
llvm::Expected<std::string> revert(llvm::StringRef New, const FilePatch &Patch);

} // namespace sc_lint
