#pragma once

#include "../ExitCode.h"
#include "../Options.h"

namespace sc_lint {

/// `sc-lint merge`: reports what files of `sc-lint unit` hold, as a run over all their units does.
/// If units of the selection are missing, says how many, and gives Incomplete.
///
/// Errors: a file cannot be read, or the files do not belong together.
llvm::Expected<ExitCode> mergeCommand(const Options &Given);

} // namespace sc_lint
