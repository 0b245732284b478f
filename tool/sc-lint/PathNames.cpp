#include "PathNames.h"
#include "DisplayPath.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

std::string PathNames::operator()(StringRef Path, StringRef BuildDirectory) {
  if (Path.empty())
    return "";
  SmallString<256> Absolute(Path);
  sys::path::make_absolute(BuildDirectory, Absolute);
  auto [Known, New] = Names.try_emplace(Absolute);
  if (New)
    Known->second = displayPath(Absolute, Folder);
  return Known->second;
}

} // namespace sc_lint
