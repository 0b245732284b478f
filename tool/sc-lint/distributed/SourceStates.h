#pragma once

#include "../UnitReport.h"
#include <map>

namespace sc_lint {

/// Digests of the files that findings may be in, by their paths: who shows these needs the very
/// text that they were found in.
using SourceStates = std::map<std::string, std::string>;

/// Those of \p Report, as the files are now. What cannot be read is left out.
SourceStates statesOf(UnitReport &Report);

/// Errors: one of the files is not here, or is of another state.
llvm::Error checkStates(const SourceStates &Found);

} // namespace sc_lint
