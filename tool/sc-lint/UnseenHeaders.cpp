#include "UnseenHeaders.h"
#include "CompilerFlags.h"
#include "DisplayPath.h"
#include "Git.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace sc_lint {

static std::string real(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : Real.str().str();
}

std::vector<std::string> SeenHeaders::newOf(const std::set<std::string> &Paths) {
  std::vector<std::string> New;
  for (const std::string &Path : Paths)
    if (isHeader(Path) && Known.insert(Path).second)
      if (std::string Real = real(Path); StringRef(Real).starts_with(Root))
        New.push_back(std::move(Real));
  return New;
}

std::vector<std::string> unseenHeaders(const std::vector<UnitReport> &Reports, StringRef Root,
                                       StringRef Folder) {
  auto Tree = GitTree::around(Folder);
  auto Kept = Tree ? Tree->tracked(Folder) : Tree.takeError();
  if (!Kept) {
    consumeError(Kept.takeError());
    return {};
  }
  StringSet<> Seen;
  for (const UnitReport &Report : Reports)
    for (const std::string &Header : Report.SeenHeaders)
      Seen.insert(Header);
  std::vector<std::string> Unseen;
  for (const std::string &Path : *Kept)
    if (isHeader(Path) && StringRef(Path).starts_with(Root) && sys::fs::exists(Path) &&
        !Seen.contains(real(Path)))
      Unseen.push_back(displayPath(Path, Folder));
  return Unseen;
}

} // namespace sc_lint
