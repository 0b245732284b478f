#include "ResourceDir.h"
#include "clang/Options/OptionUtils.h"
#include "llvm/Support/FileSystem.h"

std::string sc_lint::clangResourceDir() {
  static int Anchor;
  std::string Beside = clang::GetResourcesPath(nullptr, &Anchor);
  return llvm::sys::fs::is_directory(Beside) ? Beside : SC_RESOURCE_DIR;
}
