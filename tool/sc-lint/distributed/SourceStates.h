#pragma once

#include "../Relocation.h"
#include <map>

namespace sc_lint {

/// Digests of files, by their paths; "" for one that may have changed while it was analysed.
using SourceStates = std::map<std::string, std::string>;

/// Adds to \p To the states of the files that \p Report, whose paths are settled, is about: its
/// source, the headers of the project that it was the first to see, and what it has findings in.
void addStates(const UnitReport &Report, SourceStates &To);

/// Errors: a file of \p Reports with findings is not here, or is in another state than \p Known
/// says.
llvm::Error checkFindings(const std::vector<UnitReport> &Reports, const SourceStates &Known);

} // namespace sc_lint
