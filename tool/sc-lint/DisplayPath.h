#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace sc_lint {

/// \p Path without links in it; as it is, if nothing is there.
std::string realPath(llvm::StringRef Path);

/// The real name of \p Path, which is absolute: relative to \p Folder if it is
/// below it. \p Folder is a real path.
std::string displayPath(llvm::StringRef Path, llvm::StringRef Folder);

} // namespace sc_lint
