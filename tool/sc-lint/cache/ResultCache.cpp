#include "ResultCache.h"
#include "../ReplaceFile.h"
#include "../TextRecord.h"
#include "ResultKey.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace sc_lint {

/// What files of ours are called: so that the library prunes them.
static constexpr StringLiteral Prefix = "llvmcache-";

static constexpr uint64_t MostBytes = 1ull << 30;

std::string ResultCache::usualFolder() {
  if (const auto Given = sys::Process::GetEnv("SC_LINT_CACHE_DIR"))
    return *Given;
  SmallString<256> Folder;
  if (!sys::path::cache_directory(Folder))
    return "";
  sys::path::append(Folder, "sc-lint");
  return Folder.str().str();
}

std::string ResultCache::path(StringRef Key) const {
  SmallString<256> Path(Folder);
  sys::path::append(Path, Prefix + Key);
  return Path.str().str();
}

/// What names the contents of the file at \p Path.
const ResultCache::State &ResultCache::stateOf(StringRef Path) {
  const auto [Known, IsNew] = States.try_emplace(Path);
  State &Is = Known->second;
  sys::fs::file_status Status;
  if (!IsNew || sys::fs::status(Path, Status))
    return Is;
  if (Status.type() != sys::fs::file_type::regular_file) {
    Is.Digest = Status.type() == sys::fs::file_type::directory_file ? "folder" : "special";
    return Is;
  }
  const auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  Is.Digest = Text ? digest((*Text)->getBuffer()) : "unreadable";
  Is.NamesRoot = Text && !Places.root().empty() && (*Text)->getBuffer().contains(Places.root());
  return Is;
}

/// True if the file at \p Path, which was in the state \p State when it was looked at, is still
/// so, as far as that shows without reading it again: it may have changed before a unit read it.
static bool isStill(StringRef State, const std::string &Path) {
  sys::fs::file_status Status;
  if (sys::fs::status(Path, Status))
    return State.empty();
  if (Status.type() != sys::fs::file_type::regular_file)
    return State == "folder";
  return !State.empty() && isOlderThanRun(Status);
}

/// What names the entries of the folder at \p Path.
const std::string &ResultCache::entriesOf(StringRef Path) {
  const auto [Known, IsNew] = Entries.try_emplace(Path);
  if (!IsNew)
    return Known->second;
  std::set<std::string> Names;
  std::error_code Error;
  for (sys::fs::directory_iterator It(Path, Error), End; !Error && It != End; It.increment(Error))
    Names.insert(sys::path::filename(It->path()).str());
  RecordWriter All;
  All.each(Names, [&](const std::string &Name) { All(Name); });
  return Known->second = digest(All.Text);
}

/// Reads \p Inputs from \p In. True if they are as they were.
bool ResultCache::areAsNow(RecordReader &In, UnitInputs &Inputs) {
  bool IsSame = true;
  In.each([&] {
    const std::string File = In.string(), State = In.string();
    IsSame = IsSame && stateOf(File).Digest == State;
    (State.empty() ? Inputs.Absent : Inputs.Read).insert(File);
  });
  In.each([&] {
    const std::string Listed = In.string(), State = In.string();
    IsSame = IsSame && entriesOf(Listed) == State;
    Inputs.Listed.insert(Listed);
  });
  return IsSame;
}

/// The entries of \p Text, the last one first.
static std::vector<std::string> entriesIn(StringRef Text) {
  std::vector<std::string> Entries;
  RecordReader In(Text);
  for (uint64_t Left = In.number(); Left; --Left) {
    Entries.push_back(In.string());
    if (Entries.back().empty())
      return {};
  }
  return In.isDone() ? Entries : std::vector<std::string>();
}

static std::vector<std::string> readEntries(const std::string &Path) {
  const auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Text ? entriesIn((*Text)->getBuffer()) : std::vector<std::string>();
}

/// Lets the file at \p Path be of use now: what is not, goes first.
static void touch(const std::string &Path) {
  int File = -1;
  if (sys::fs::openFileForReadWrite(Path, File, sys::fs::CD_OpenExisting, sys::fs::OF_None))
    return;
  (void)sys::fs::setLastAccessAndModificationTime(File, std::chrono::system_clock::now());
  (void)sys::Process::SafelyCloseFileDescriptor(File);
}

std::optional<UnitReport> ResultCache::find(StringRef Key, UnitInputs &Asked) {
  for (const std::string &Entry : readEntries(path(Key))) {
    RecordReader In(Entry, [&](StringRef Text) { return Places.local(Text); });
    const std::string OnlyIn = In.string();
    UnitInputs Inputs;
    if ((!OnlyIn.empty() && OnlyIn != Places.root()) || !areAsNow(In, Inputs))
      continue;
    UnitReport Result = readReport(In);
    if (!In.isDone())
      return std::nullopt;
    Asked = std::move(Inputs);
    touch(path(Key));
    return Result;
  }
  return std::nullopt;
}

/// The entry for \p Result, which begins with the root if it holds only there, or nothing if \p
/// Inputs may have changed before it was found.
std::optional<std::string> ResultCache::recorded(const UnitInputs &Inputs,
                                                 const UnitReport &Result) {
  RecordWriter Out([&](StringRef Text) { return Places.portable(Text); });
  std::set<std::string> Files = Inputs.Read;
  Files.insert(Inputs.Absent.begin(), Inputs.Absent.end());
  bool AreStill = true, NamesRoot = false;
  Out.each(Files, [&](const std::string &File) {
    const State &Is = stateOf(File);
    AreStill = AreStill && isStill(Is.Digest, File);
    NamesRoot |= Is.NamesRoot;
    Out(File);
    Out(Is.Digest);
  });
  Out.each(Inputs.Listed, [&](const std::string &Listed) {
    Out(Listed);
    Out(entriesOf(Listed));
  });
  write(Out, Result);
  if (!AreStill)
    return std::nullopt;
  RecordWriter Tagged;
  Tagged(NamesRoot ? Places.root() : "");
  return Tagged.Text + Out.Text;
}

/// So many results of one key are kept: who goes back to another branch finds its own.
static constexpr size_t MostEntries = 4;

void ResultCache::store(StringRef Key, const UnitInputs &Inputs, const UnitReport &Result) {
  std::optional<std::string> New = recorded(Inputs, Result);
  if (!New || sys::fs::create_directories(Folder))
    return;
  std::vector<std::string> Entries = readEntries(path(Key));
  llvm::erase(Entries, *New);
  Entries.insert(Entries.begin(), *std::move(New));
  Entries.resize(std::min(Entries.size(), MostEntries));
  RecordWriter Out;
  Out.each(Entries, [&](const std::string &Entry) { Out(Entry); });
  // By a file beside it, which takes its place.
  consumeError(replaceFileSoon(path(Key), Out.Text));
}

void ResultCache::prune() const {
  CachePruningPolicy Policy;
  Policy.Expiration = std::chrono::hours(30 * 24);
  Policy.MaxSizeBytes = MostBytes;
  if (sys::fs::is_directory(Folder))
    (void)pruneCache(Folder, Policy);
}

/// Calls \p Do with each file of ours in \p Folder.
static void forEachFile(StringRef Folder, function_ref<void(const std::string &Path)> Do) {
  std::error_code Error;
  for (sys::fs::directory_iterator It(Folder, Error), End; !Error && It != End; It.increment(Error))
    if (sys::path::filename(It->path()).starts_with(Prefix))
      Do(It->path());
}

ResultCache::Size ResultCache::size() const {
  Size All;
  forEachFile(Folder, [&](const std::string &Path) {
    uint64_t Bytes = 0;
    if (!sys::fs::file_size(Path, Bytes)) {
      ++All.Files;
      All.Bytes += Bytes;
    }
  });
  return All;
}

Error ResultCache::clean() const {
  Error Problems = Error::success();
  forEachFile(Folder, [&](const std::string &Path) {
    if (const std::error_code Failed = sys::fs::remove(Path))
      Problems = joinErrors(std::move(Problems),
                            createStringError("cannot remove '" + Path + "': " + Failed.message()));
  });
  return Problems;
}

} // namespace sc_lint
