#pragma once

#include "../ExitCode.h"
#include "../Units.h"
#include "Fixer.h"

namespace sc_lint {

/// Fixes what \p Reports, one for each of \p Units, have found: writes the files, or with
/// --diff prints what would be written. \p Reports are then what is left. Says on stderr what
/// was done, and what was not and why. Nothing if the user interrupted it.
///
/// Errors: files cannot be read or written.
llvm::Expected<std::optional<FixOutcome>> fix(const Units &Units, const Options &Given,
                                              llvm::StringRef Folder,
                                              std::vector<UnitReport> &Reports);

/// Puts back what the last run has written, and says so.
///
/// Errors: see undoLastRun().
llvm::Error undo(const Options &Given);

} // namespace sc_lint
