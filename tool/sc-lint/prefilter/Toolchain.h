#pragma once

#include "llvm/ADT/StringRef.h"

namespace sc_lint {

/// True if the header at \p Path is the compiler's, or the standard library's of C++ or C: what
/// it declares is of no account until other code says its name.
///
/// Of the folder with the C library's headers only these count, since other libraries are
/// installed there too. \p ResourceDir is the compiler's own folder.
bool isToolchainHeader(llvm::StringRef Path, llvm::StringRef ResourceDir);

/// True if the header at \p Path is where a system has those of all installed libraries.
bool isInstalledHeader(llvm::StringRef Path);

} // namespace sc_lint
