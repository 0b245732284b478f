#pragma once

#include "clang/Tooling/CompilationDatabase.h"
#include <optional>

namespace sc_lint {

/// A translation unit without the files that it includes.
struct Preprocessed {
  std::string Extension; ///< What files with such text are called: "ii", or "i" for C.
  std::string Text;      ///< With marks of the files and lines that it is from.
};

/// Gives what `clang -E` makes of the unit of \p Command, as far as it gets where something
/// is missing; nothing if it cannot be begun with. What is wrong is said on stderr.
std::optional<Preprocessed> preprocess(const clang::tooling::CompileCommand &Command);

/// The flags of \p Command that mean something for preprocessed source: none of files and
/// macros, nor of what is to be made of it.
std::vector<std::string> flagsAfterPreprocessing(const clang::tooling::CompileCommand &Command);

} // namespace sc_lint
