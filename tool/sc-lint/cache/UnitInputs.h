#pragma once

#include "llvm/Support/VirtualFileSystem.h"
#include <set>
#include <string>

namespace sc_lint {

/// What the analysis of a unit has asked the file system for, by absolute paths.
struct UnitInputs {
  std::set<std::string> Read;   ///< Files that are there.
  std::set<std::string> Absent; ///< Places where nothing is.
  std::set<std::string> Listed; ///< Folders whose entries were asked for.
};

/// Shows the files of \p Base, and notes in \p Into what is asked for.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recording(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, UnitInputs &Into);

} // namespace sc_lint
