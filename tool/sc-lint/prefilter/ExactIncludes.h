#pragma once

#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sc_lint {

/// Finds what a unit includes by running Clang's preprocessor over the directives alone. The
/// directives of a file are read once for all units.
class ExactIncludes {
public:
  ExactIncludes();
  ~ExactIncludes();

  /// The absolute paths of all files that the unit \p File is made of, compiled in \p Folder by
  /// the front end's command \p FrontEnd; nothing if there is an error in it, or a module.
  std::optional<std::vector<std::string>> of(llvm::StringRef File, const std::string &Folder,
                                             std::vector<std::string> FrontEnd);

private:
  struct State;
  std::unique_ptr<State> Shared;
};

} // namespace sc_lint
