#pragma once

#include "../Options.h"
#include "../UnitReport.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Makes the folder that --reproducers names, if it is given.
///
/// Errors: it is no folder, or nothing can be written there.
llvm::Error prepareReproducers(const Options &Given);

/// For each of \p Reports, of the units of \p Commands, whose worker has died: writes what
/// is needed to repeat it, and says in the report where it is, or how to get it. False if
/// the user interrupted it.
///
/// Errors: no worker can be started.
llvm::Expected<bool> keepReproducers(std::vector<UnitReport> &Reports,
                                     const std::vector<clang::tooling::CompileCommand> &Commands,
                                     const Options &Given);

} // namespace sc_lint
