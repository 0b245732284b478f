#include "InstalledFiles.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace sc_lint {

/// The folder, of those two, in which \p File is: \p Installed, below where the program is
/// installed, or \p Source. "" if it is in neither.
static std::string folderWith(const llvm::Twine &File, StringRef Installed, StringRef Source) {
  static int Anchor;
  llvm::SmallString<256> Beside(
      path::parent_path(path::parent_path(fs::getMainExecutable(nullptr, &Anchor))));
  path::append(Beside, Installed);
  for (StringRef Folder : {Beside.str(), Source}) {
    llvm::SmallString<256> Path(Folder);
    path::append(Path, File);
    if (fs::exists(Path))
      return Folder.str();
  }
  return "";
}

std::string pageFile(StringRef Check) {
  const std::string Folder =
      folderWith(Check + ".md", SC_DOC_DIR "/checks", SC_SOURCE_DIR "/docs/checks");
  return Folder.empty() ? "" : (Folder + "/" + Check + ".md").str();
}

std::string runtimeFolder() {
  return folderWith("sc/group.h", SC_INCLUDE_DIR, SC_SOURCE_DIR "/tool/runtime/include");
}

} // namespace sc_lint
