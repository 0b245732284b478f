#include "UnseenHeaders.h"
#include "CompilerFlags.h"
#include "DisplayPath.h"
#include "Git.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace sc_lint {

std::vector<std::string> SeenHeaders::newOf(const std::set<std::string> &Paths) {
  std::vector<std::string> New;
  for (const std::string &Path : Paths)
    if (isHeader(Path) && Known.insert(Path).second)
      if (std::string Real = realPath(Path); StringRef(Real).starts_with(Root))
        New.push_back(std::move(Real));
  return New;
}

std::vector<std::string> unseenHeaders(const std::vector<UnitReport> &Reports, StringRef Root,
                                       StringRef Folder) {
  StringSet<> Seen;
  for (const UnitReport &Report : Reports)
    for (const std::string &Header : Report.SeenHeaders)
      Seen.insert(Header);
  if (Seen.empty() && none_of(Reports, [&](const UnitReport &Report) {
        return StringRef(realPath(Report.File)).starts_with(Root);
      }))
    return {}; // The units are of another project.
  auto Kept = GitTree::tracked(Folder);
  if (!Kept) {
    consumeError(Kept.takeError());
    return {};
  }
  std::vector<std::string> Unseen;
  for (const std::string &Path : *Kept)
    if (isHeader(Path) && StringRef(Path).starts_with(Root) && !Seen.contains(realPath(Path)) &&
        sys::fs::exists(Path))
      Unseen.push_back(displayPath(Path, Folder));
  return Unseen;
}

} // namespace sc_lint
