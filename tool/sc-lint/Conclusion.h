#pragma once

#include "ExitCode.h"
#include "Options.h"
#include "UnitReport.h"
#include "program/Settle.h"

namespace sc_lint {

/// Settles what \p Reports leave open, by \p All, which may know of them already, prints what they
/// found, writes what the options ask for, and gives what that comes to. Names of files are
/// relative to \p Folder.
/// \p WouldChange: with --diff, that there is something to change; with --list-fixes, that
/// there is a fix.
///
/// Errors: stdout or a file cannot be written to.
llvm::Expected<ExitCode> conclude(std::vector<UnitReport> Reports, Settlement All,
                                  const Options &Given, llvm::StringRef Folder, bool WouldChange);

} // namespace sc_lint
