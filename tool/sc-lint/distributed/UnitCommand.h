#pragma once

#include "../ExitCode.h"
#include "../Options.h"

namespace sc_lint {

/// `sc-lint unit`: analyses what the options name, or a share of it, and writes a UnitFile; and a
/// depfile, if that is asked for. Says on stderr what could not be analysed, which is no failure:
/// `sc-lint merge` tells.
///
/// Errors: nothing was analysed or written, with the reason.
llvm::Expected<ExitCode> unitCommand(const Options &Given);

} // namespace sc_lint
