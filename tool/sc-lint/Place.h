#pragma once

#include "Options.h"

namespace sc_lint {

/// \p Folder, with a slash at its end.
std::string withSlash(llvm::StringRef Folder);

/// Where a run takes place.
struct Place {
  std::string Folder; ///< Where the user is: a real path.
  /// The project: what --root says, or what is under version control around the folder, or
  /// else the folder. A real path with a slash at its end.
  std::string Root;
};

/// Errors: the folder is gone, or --root is none.
llvm::Expected<Place> placeOf(const Options &Given);

} // namespace sc_lint
