#pragma once

#include "Preprocess.h"
#include "llvm/Support/Error.h"

namespace sc_lint {

/// What is needed to repeat what went wrong with a unit.
struct Bundle {
  clang::tooling::CompileCommand Command;
  std::optional<Preprocessed> Source; ///< Nothing if that went wrong, too.
  std::string Configuration;          ///< In force for the unit, as YAML.
  std::string Failure;                ///< What is reported of it.
  std::string LastWords;              ///< What its worker wrote to stderr.
  unsigned TimeoutSeconds = 0;        ///< Of the run.
};

/// Writes \p What as a folder in \p Folder, in place of what is there of the same unit, and
/// gives its path. It is there only when it is whole.
///
/// Errors: it cannot be written.
llvm::Expected<std::string> writeBundle(const Bundle &What, llvm::StringRef Folder);

} // namespace sc_lint
