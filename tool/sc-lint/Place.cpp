#include "Place.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

std::string withSlash(StringRef Folder) {
  return Folder.ends_with("/") ? Folder.str() : (Folder + "/").str();
}

static Expected<std::string> rootOf(const Options &Given, StringRef Folder) {
  SmallString<256> Root;
  if (!Given.Fixes.Root.empty()) {
    if (sys::fs::real_path(Given.Fixes.Root, Root) || !sys::fs::is_directory(Root))
      return createStringError("--root: '" + Given.Fixes.Root + "' is not a directory");
    return withSlash(Root);
  }
  for (StringRef Around = Folder; !Around.empty(); Around = sys::path::parent_path(Around)) {
    Root = Around;
    sys::path::append(Root, ".git");
    if (sys::fs::exists(Root))
      return withSlash(Around);
  }
  return withSlash(Folder);
}

Expected<Place> placeOf(const Options &Given) {
  SmallString<256> Folder, Real;
  if (sys::fs::current_path(Folder) || sys::fs::real_path(Folder, Real))
    return createStringError("the current directory is gone");
  Expected<std::string> Root = rootOf(Given, Real);
  if (!Root)
    return Root.takeError();
  return Place{Real.str().str(), *Root};
}

} // namespace sc_lint
