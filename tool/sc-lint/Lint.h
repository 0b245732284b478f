#pragma once

#include "ExitCode.h"
#include "Options.h"
#include "Units.h"

namespace sc_lint {

/// What a run works on.
struct Task {
  Options Given;      ///< With the project's root.
  std::string Folder; ///< See Place.
  Units All;
};

/// Finds out where \p Asked is said, and what is to be analysed.
///
/// Errors: see placeOf(), collectUnits(), validateChecks() and keepChecked().
llvm::Expected<Task> prepare(const Options &Asked);

/// Says that the user has interrupted it.
ExitCode interrupted();

/// Analyses what the options name and prints the findings on stdout; progress,
/// what could not be analysed, and a summary on stderr.
///
/// Errors: nothing was analysed, with the reason.
llvm::Expected<ExitCode> lint(const Options &Given);

} // namespace sc_lint
