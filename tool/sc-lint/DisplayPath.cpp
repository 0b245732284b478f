#include "DisplayPath.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

std::string sc_lint::displayPath(llvm::StringRef Path, llvm::StringRef Folder) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Path, Real))
    Real = Path;
  llvm::StringRef Below = Real;
  if (Below.consume_front(Folder) && Below.consume_front("/"))
    return Below.str();
  return Real.str().str();
}
