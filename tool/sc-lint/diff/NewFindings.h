#pragma once

#include "../UnitReport.h"
#include "Changes.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Takes out of \p Reports, one for each of \p Commands, the findings that are not of
/// \p Changed: they stand on a line that is not new, and the unit as it was before has them
/// too. To know the latter, the units are analysed as they were, where that matters.
/// \p Unsure gets the units that could not be: of them only what stands on new lines is left.
/// False if the user interrupted it.
///
/// Errors: no worker can be started.
llvm::Expected<bool> keepNew(std::vector<UnitReport> &Reports,
                             const std::vector<clang::tooling::CompileCommand> &Commands,
                             const Changes &Changed, const Options &Given, llvm::StringRef Folder,
                             std::vector<std::string> &Unsure);

} // namespace sc_lint
