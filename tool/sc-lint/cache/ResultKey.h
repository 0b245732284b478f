#pragma once

#include "../Options.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/FileSystem.h"

namespace sc_lint {

/// The name of all that the result for \p Command depends on, but for files: the program, the
/// command, the environment of the compiler, and the configuration that is in force. It does not
/// depend on where the project is, unless the configuration does.
std::string resultKey(const clang::tooling::CompileCommand &Command, const Options &Given,
                      const clang::tidy::ClangTidyOptions &Effective);

/// A digest of \p Text that names it.
std::string digest(llvm::StringRef Text);

/// True if what \p Status is of has been as it is since before this program started: no run has
/// seen it otherwise.
bool isOlderThanRun(const llvm::sys::fs::file_status &Status);

/// The digest of what the file at \p Path holds, or "" if it cannot be read.
std::string digestOfFile(const llvm::Twine &Path);

} // namespace sc_lint
