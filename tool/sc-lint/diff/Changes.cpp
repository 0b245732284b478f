#include "Changes.h"
#include "../DisplayPath.h"
#include "../Git.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

//===-- What has changed ----------------------------------------------------===//

bool Changes::isNew(StringRef Path) const {
  const auto Known = Files.find(Path.str());
  return Known != Files.end() && Known->second.OldPath.empty();
}

size_t Changes::lineBefore(StringRef Path, size_t Line) const {
  const auto Known = Files.find(Path.str());
  if (Known == Files.end())
    return Line;
  if (Known->second.OldPath.empty())
    return 0;
  size_t Before = Line;
  for (const LineEdit &Edit : Known->second.Edits) {
    if (Line < Edit.NewLine)
      break;
    if (Line < Edit.NewLine + Edit.Added.size())
      return 0;
    Before += Edit.Removed.size();
    Before -= Edit.Added.size();
  }
  return Before;
}

static std::string joined(StringRef Folder, StringRef Name) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, Name);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

/// Where the file is that the patch calls \p Name; or, if it is not there, would be.
static std::string pathOf(StringRef Name, const Changes::Names &Of) {
  StringRef Short = Name;
  if (Short.consume_front("a/") || Short.consume_front("b/"))
    if (std::string Path = joined(Of.Root, Short);
        Of.HavePrefix || sys::fs::exists(Path) || !sys::fs::exists(joined(Of.Root, Name)))
      return Path;
  return sys::path::is_absolute(Name) ? Name.str() : joined(Of.Root, Name);
}

void Changes::addNew(StringRef Path) {
  const std::string New = realPath(Path);
  if (!sys::fs::is_regular_file(New))
    return;
  // git was told to forget it, and it is still there.
  if (const auto Was = Before.all().find(New); Gone.erase(New) && Was != Before.all().end()) {
    const auto Now = MemoryBuffer::getFile(New);
    if (Now && (*Now)->getBuffer() == Was->second.New)
      return;
  }
  Files.try_emplace(New);
  Before.hide(New);
}

Error Changes::add(FilePatch Patch, Names Of) {
  const std::string Old = Patch.OldName.empty() ? "" : realPath(pathOf(Patch.OldName, Of));
  const std::string New = Patch.NewName.empty() ? "" : realPath(pathOf(Patch.NewName, Of));
  if (Files.count(New) || Gone.count(Old))
    return createStringError("it changes '" + (New.empty() ? Old : New) +
                             "' twice; make one diff of all commits");
  if (New.empty()) {
    Gone.insert(Old);
    if (!Of.HavePrefix && sys::fs::exists(Old))
      return createStringError("'" + Old + "' is there, and the patch deletes it");
    auto Was = revert("", Patch);
    if (!Was)
      return Was.takeError();
    Before.put(Old, std::move(*Was));
    return Error::success();
  }
  const auto Now = MemoryBuffer::getFile(New);
  if (!Now)
    return createStringError("'" + New + "' cannot be read: " + Now.getError().message());
  if (Old.empty()) {
    addNew(New);
    return Error::success();
  }
  auto Was = revert((*Now)->getBuffer(), Patch);
  if (!Was)
    return createStringError("'" + New + "': " + toString(Was.takeError()));
  if (Old != New) {
    Gone.insert(Old);
    Before.put(Old, *Was);
  }
  Before.put(New, std::move(*Was));
  Files[New] = {Old, std::move(Patch.Edits)};
  return Error::success();
}

//===-- Where that is from --------------------------------------------------===//

static Error addAll(StringRef Text, Changes::Names Of, Changes &To) {
  auto Patches = parsePatch(Text);
  if (!Patches)
    return Patches.takeError();
  for (FilePatch &Each : *Patches)
    if (Error Err = To.add(std::move(Each), Of))
      return Err;
  return Error::success();
}

static Expected<Changes> changesSince(StringRef Revision, StringRef Folder) {
  auto Git = GitTree::around(Folder);
  if (!Git)
    return createStringError("--since: " + toString(Git.takeError()));
  Changes Result;
  Result.Tree = Git->root();
  auto Diff = Git->diffSince(Revision);
  if (!Diff)
    return createStringError("--since=" + Revision + ": " + toString(Diff.takeError()));
  if (Error Err = addAll(*Diff, {Git->root(), /*HavePrefix=*/true}, Result))
    return createStringError("--since=" + Revision +
                             ": what git says does not fit: " + toString(std::move(Err)));
  auto Untracked = Git->untracked();
  if (!Untracked)
    return createStringError("--since: " + toString(Untracked.takeError()));
  for (const std::string &File : *Untracked)
    Result.addNew(File);
  return Result;
}

static Expected<Changes> changesIn(const std::string &File, StringRef Folder, StringRef Root) {
  auto Text = MemoryBuffer::getFileOrSTDIN(File);
  if (!Text)
    return createStringError("--diff-file: cannot read '" + File +
                             "': " + Text.getError().message());
  const StringRef Name = File == "-" ? StringRef("stdin") : StringRef(File);
  // git's names are those of the repository, diff's those of the folder that it ran in.
  std::string Problem;
  for (StringRef Base : {Root, Folder}) {
    Changes Result;
    Error Err = addAll((*Text)->getBuffer(), {Base}, Result);
    if (!Err)
      return Result;
    const std::string Why = toString(std::move(Err));
    Problem = Problem.empty() ? Why : Problem;
  }
  return createStringError("--diff-file: the patch in '" + Name + "' is of no use: " + Problem);
}

Expected<Changes> readChanges(const Options &Given, StringRef Folder) {
  return Given.Since ? changesSince(*Given.Since, Folder)
                     : changesIn(*Given.DiffFile, Folder, Given.Fixes.Root);
}

} // namespace sc_lint
