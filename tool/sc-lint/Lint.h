#pragma once

#include "ExitCode.h"
#include "Options.h"

namespace sc_lint {

/// Analyses what the options name and prints the findings on stdout; progress,
/// what could not be analysed, and a summary on stderr.
///
/// Errors: nothing was analysed, with the reason.
llvm::Expected<ExitCode> lint(const Options &Given);

} // namespace sc_lint
