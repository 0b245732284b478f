#pragma once

#include "ExitCode.h"
#include "Options.h"
#include "Units.h"

namespace sc_lint {

/// Finds out what is to be analysed.
///
/// Errors: see collectUnits(), validateChecks() and keepChecked().
llvm::Expected<Units> prepare(const Options &Given);

/// Says that the user has interrupted it.
ExitCode interrupted();

/// Analyses what the options name and prints the findings on stdout; progress,
/// what could not be analysed, and a summary on stderr.
///
/// Errors: nothing was analysed, with the reason.
llvm::Expected<ExitCode> lint(const Options &Given);

} // namespace sc_lint
