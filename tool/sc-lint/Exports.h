#pragma once

#include "Coverage.h"

namespace sc_lint {

/// Writes the files that --write-starters, --write-parsed and --export-fixes ask for. Names of
/// files in them are relative to \p Folder.
///
/// Errors: one cannot be written to.
llvm::Error writeExports(const std::vector<UnitReport> &Reports,
                         const std::vector<clang::tidy::ClangTidyError> &Findings,
                         const Coverage &Seen, const Options &Given, llvm::StringRef Folder);

} // namespace sc_lint
