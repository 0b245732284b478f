#pragma once

#include "FixGroup.h"

namespace sc_lint {

/// Prints the fixes that \p Reports, one for each unit, offer and --fix-only names, a line each,
/// and gives their number:
///
///     5f0e2a91c7d4 src/a.cpp:4:3: fix (safe): what it does [structured-discarded-future]
///
/// Errors: stdout cannot be written to.
llvm::Expected<size_t> listFixes(const std::vector<UnitReport> &Reports, const Options &Given,
                                 llvm::StringRef Folder);

} // namespace sc_lint
