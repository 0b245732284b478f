#include "DocPages.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string sc_lint::pageFile(llvm::StringRef Check) {
  static int Anchor;
  llvm::SmallString<256> Installed(
      path::parent_path(path::parent_path(fs::getMainExecutable(nullptr, &Anchor))));
  path::append(Installed, SC_DOC_DIR, "checks");
  for (llvm::StringRef Folder : {Installed.str(), llvm::StringRef(SC_SOURCE_DOC_DIR)}) {
    llvm::SmallString<256> File(Folder);
    path::append(File, Check + ".md");
    if (fs::exists(File))
      return File.str().str();
  }
  return "";
}
