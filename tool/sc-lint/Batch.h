#pragma once

#include "Options.h"
#include "UnitReport.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

class EditedFiles;

/// Analyses \p Commands in worker processes, as if the files were as \p Edited says, and
/// gives a report for each, in the same order; nothing if the user interrupted it.
///
/// Errors: no worker can be started.
llvm::Expected<std::optional<std::vector<UnitReport>>>
analyzeAll(const std::vector<clang::tooling::CompileCommand> &Commands, const Options &Given,
           llvm::StringRef Folder, const EditedFiles &Edited);

} // namespace sc_lint
