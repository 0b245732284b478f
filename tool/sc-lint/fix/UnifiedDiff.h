#pragma once

#include "EditedFiles.h"

namespace sc_lint {

/// What \p Files change, as `git apply` and `patch -p1` take it. Paths are relative to
/// \p Root.
///
/// Errors: the program diff is not there, or fails.
llvm::Expected<std::string> unifiedDiff(const EditedFiles &Files, llvm::StringRef Root);

} // namespace sc_lint
