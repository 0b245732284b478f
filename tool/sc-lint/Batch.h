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

/// Likewise, the answers of \p Commands to \p Questions, one for each.
///
/// Errors: as above.
llvm::Expected<std::optional<std::vector<UnitReport>>>
answerAll(const std::vector<clang::tooling::CompileCommand> &Commands,
          const std::vector<Question> &Questions, const Options &Given, llvm::StringRef Folder);

} // namespace sc_lint
