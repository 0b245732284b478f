#pragma once

#include "llvm/ADT/StringMap.h"
#include <string>

namespace sc_lint {

/// Gives each file one name, however the units spelled it: relative to a folder if it is
/// below it.
class PathNames {
public:
  explicit PathNames(llvm::StringRef Folder) : Folder(Folder) {}

  std::string operator()(llvm::StringRef Path, llvm::StringRef BuildDirectory);

private:
  const llvm::StringRef Folder;
  llvm::StringMap<std::string> Names;
};

} // namespace sc_lint
