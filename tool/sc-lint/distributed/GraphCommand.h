#pragma once

#include "../ExitCode.h"
#include "../Options.h"

namespace sc_lint {

/// `sc-lint graph`: writes a build graph that analyses each source by itself and then merges, and
/// a compile database for each source into the folder "units" beside it.
///
/// Errors: there is nothing to analyse, or something cannot be written.
llvm::Expected<ExitCode> graphCommand(const Options &Given);

} // namespace sc_lint
