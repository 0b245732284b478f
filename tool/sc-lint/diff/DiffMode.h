#pragma once

#include "../UnitReport.h"
#include "Changes.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Leaves of \p All the units that \p Changed affects, and says how many these are.
///
/// Errors: the changes are those of another project.
llvm::Error keepAffected(std::vector<clang::tooling::CompileCommand> &All, const Changes &Changed,
                         const Options &Given, llvm::StringRef Folder);

/// Leaves in \p Reports, one for each of \p Commands, what \p Changed brings. False if the
/// user interrupted it.
///
/// Errors: no worker can be started.
llvm::Expected<bool> keepChanged(std::vector<UnitReport> &Reports,
                                 const std::vector<clang::tooling::CompileCommand> &Commands,
                                 const Changes &Changed, const Options &Given,
                                 llvm::StringRef Folder);

} // namespace sc_lint
