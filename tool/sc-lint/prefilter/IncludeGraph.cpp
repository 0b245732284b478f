#include "IncludeGraph.h"
#include "Toolchain.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace sc_lint {

static std::string joined(StringRef Folder, StringRef Name) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, Name);
  sys::path::remove_dots(Path);
  return Path.str().str();
}

const IncludeGraph::Node &IncludeGraph::node(StringRef Path) {
  std::unique_ptr<Node> &Known = Nodes[Path];
  if (Known)
    return *Known;
  Known =
      std::make_unique<Node>(Node{Path.str(), sys::path::parent_path(Path).str(), FileScan(Words)});
  Known->IsLeftOut =
      isToolchainHeader(Path, ResourceDir) || (Far == Reach::Installed && isInstalledHeader(Path));
  if (Known->IsLeftOut)
    return *Known;
  Known->IsRegular = sys::fs::is_regular_file(Path);
  if (!Known->IsRegular)
    return *Known;
  const auto Text = MemoryBuffer::getFile(Path);
  Known->IsReadable = static_cast<bool>(Text);
  if (Text)
    Known->Scan = scanText((*Text)->getBuffer(), Words);
  return *Known;
}

/// Null if there is no file.
const IncludeGraph::Node *IncludeGraph::nodeIfThere(StringRef Path) {
  const auto [Entry, IsNew] = Looked.try_emplace(Path, nullptr);
  if (IsNew && sys::fs::exists(Path) && !sys::fs::is_directory(Path))
    Entry->second = &node(Path);
  return Entry->second;
}

/// True if \p Path is a folder, and not by a symbolic link.
bool IncludeGraph::isPlainFolder(const std::string &Path) {
  const auto [Entry, IsNew] = PlainFolders.try_emplace(Path, false);
  if (IsNew) {
    sys::fs::file_status Status;
    Entry->second = !sys::fs::status(Path, Status, /*Follow=*/false) && is_directory(Status);
  }
  return Entry->second;
}

/// \p Path without the parts "folder/..", as far as they lead nowhere else: headers that include
/// each other by ".." would have ever longer paths, each of which is a file of its own.
std::string IncludeGraph::withoutDetours(StringRef Path) {
  SmallString<256> Plain;
  for (StringRef Part : make_range(sys::path::begin(Path), sys::path::end(Path))) {
    const StringRef Last = sys::path::filename(Plain);
    if (Part == ".." && !Plain.empty() && Plain == sys::path::root_path(Path))
      continue; // Nothing is above the root.
    if (Part == ".." && Last != ".." && isPlainFolder(Plain.str().str()))
      sys::path::remove_filename(Plain);
    else
      sys::path::append(Plain, Part);
  }
  return Plain.str().str();
}

/// Looks at \p Path, or \p Spelled as the includes have it, for what \p To is about. True if that
/// is there.
bool IncludeGraph::leadsTo(StringRef Path, StringRef Spelled, Lookup &To) {
  To.Found = nodeIfThere(Path);
  if (!To.Found)
    To.Missed.push_back(Spelled.str());
  else if (Path != Spelled)
    To.Spelled = Spelled.str();
  return To.Found;
}

/// Likewise, beside a file in \p Folder.
bool IncludeGraph::leadsBeside(StringRef Folder, StringRef Name, Lookup &To) {
  const std::string Path = joined(Folder, Name);
  return leadsTo(Name.contains("..") ? withoutDetours(Path) : Path, Path, To);
}

IncludeGraph::Lookup IncludeGraph::find(const IncludeLine &Line, StringRef FromFolder,
                                        const SearchPath &Path) {
  Lookup Here;
  Here.Conditional = Line.Conditional;
  if (sys::path::is_absolute(Line.Name)) {
    (void)leadsTo(Line.Name, Line.Name, Here);
    return Here;
  }
  if (!Line.Angled && leadsBeside(FromFolder, Line.Name, Here))
    return Here;
  const auto [Entry, IsNew] = Searched[&Path].try_emplace((Line.Angled ? "<" : "\"") + Line.Name);
  Lookup &Else = Entry->second;
  for (size_t I = Line.Angled ? Path.FirstAngled : 0; IsNew && I < Path.Folders.size(); ++I)
    if (const std::string At = joined(Path.Folders[I], Line.Name); leadsTo(At, At, Else))
      break;
  Here.Found = Else.Found;
  append_range(Here.Missed, Else.Missed);
  return Here;
}

const std::vector<IncludeGraph::Lookup> &IncludeGraph::includedBy(const Node &From,
                                                                  const SearchPath &Path) {
  const auto [Entry, IsNew] = Found[&Path].try_emplace(&From);
  if (!IsNew)
    return Entry->second;
  std::vector<Lookup> Included;
  for (const IncludeLine &Line : From.Scan.Includes)
    Included.push_back(find(Line, From.Folder, Path));
  return Found[&Path][&From] = std::move(Included);
}

/// Adds the file at \p Path, and what it says, to \p To.
static void addFile(StringRef Path, const FileScan &Scan, Closure &To) {
  To.Files.emplace_back(Path, &Scan);
  To.Words |= Scan.Words;
  To.IsComplete &= !Scan.HasOtherIncludes;
  To.HasOtherIncludes |= Scan.HasOtherIncludes;
  To.NeedsParse |= Scan.ImportsModules;
  To.WaitsForThreads |= Scan.NamesStarter && Scan.Waits;
  To.ThreadNames.insert(Scan.ThreadNames.begin(), Scan.ThreadNames.end());
}

Closure IncludeGraph::closureOf(StringRef File, StringRef Folder, const SearchPath &Path,
                                UnitInputs &Asked) {
  Closure Result(Words);
  std::vector<Lookup> Left(1);
  Left.front().Found = &node(File);
  for (const std::string &Forced : Path.Forced)
    Left.push_back(find({Forced, /*Angled=*/false}, Folder, Path));
  DenseSet<const Node *> Seen;
  while (!Left.empty()) {
    const Lookup Next = std::move(Left.back());
    Left.pop_back();
    Asked.Absent.insert(Next.Missed.begin(), Next.Missed.end());
    if (Next.Found)
      Asked.Read.insert(Next.Found->Path);
    if (!Next.Spelled.empty())
      Asked.Read.insert(Next.Spelled); // A folder on that way may become a link.
    Result.MissesPlain |= !Next.Found && !Next.Conditional;
    if (!Next.Found || !Next.Found->IsReadable)
      Result.IsComplete = false;
    else if (!Next.Found->IsRegular)
      Result.NeedsParse = true;
    else if (!Next.Found->IsLeftOut && Seen.insert(Next.Found).second) {
      addFile(Next.Found->Path, Next.Found->Scan, Result);
      append_range(Left, includedBy(*Next.Found, Path));
    }
  }
  return Result;
}

Closure IncludeGraph::closureOf(ArrayRef<std::string> Paths, UnitInputs &Asked) {
  Closure Result(Words);
  for (const std::string &Path : Paths) {
    const Node &Each = node(Path);
    Asked.Read.insert(Path);
    if (Each.IsLeftOut)
      continue;
    Result.NeedsParse |= !Each.IsReadable || !Each.IsRegular;
    addFile(Each.Path, Each.Scan, Result);
  }
  return Result;
}

} // namespace sc_lint
