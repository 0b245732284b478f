#pragma once

#include "EditedFiles.h"

namespace sc_lint {

/// Writes \p Files, each as a whole or not at all, after it has kept what they were below
/// \p Root, in .sc-lint/, for undoLastRun().
///
/// Errors: another run is writing, or a file has changed meanwhile, or cannot be written;
/// what was written before that stays and can be undone.
llvm::Error writeFiles(const EditedFiles &Files, llvm::StringRef Root);

/// Puts back what the last run below \p Root that is not undone has changed, and gives how
/// many files these are.
///
/// Errors: there is none, another run is writing, or a file has changed since: nothing is
/// put back then; or a file cannot be written.
llvm::Expected<unsigned> undoLastRun(llvm::StringRef Root);

} // namespace sc_lint
