#include "DisplayPath.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

std::string sc_lint::realPath(StringRef Path) {
  llvm::SmallString<256> Real;
  return llvm::sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
}

std::string sc_lint::displayPath(StringRef Path, StringRef Folder) {
  const std::string Real = realPath(Path);
  StringRef Below = Real;
  return Below.consume_front(Folder) && Below.consume_front("/") ? Below.str() : Real;
}
