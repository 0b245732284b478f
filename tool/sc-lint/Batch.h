#pragma once

#include "Analysis.h"
#include "Options.h"

namespace sc_lint {

/// Analyses \p Commands in worker processes, as if the files were as \p Edited says, and
/// gives a report for each, in the same order; nothing if the user interrupted it.
///
/// Errors: no worker can be started.
llvm::Expected<std::optional<std::vector<UnitReport>>>
analyzeAll(const std::vector<clang::tooling::CompileCommand> &Commands, const Options &Given,
           llvm::StringRef Folder, const EditedFiles &Edited);

/// Likewise, what those of \p Commands tell of the functions with full names that are listed for
/// each in \p Names.
///
/// Errors: as above.
llvm::Expected<std::optional<std::vector<UnitReport>>>
findThrowersIn(const std::vector<clang::tooling::CompileCommand> &Commands,
               const std::vector<std::vector<std::string>> &Names, const Options &Given,
               llvm::StringRef Folder);

} // namespace sc_lint
