// Of each run, .sc-lint/N has files.json, the list of the files that it has changed with
// what they have become, as a hash, and a file for each with what it was.

#include "Journal.h"
#include "../ReplaceFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace llvm;

namespace sc_lint {

static constexpr char Name[] = ".sc-lint";
static constexpr char ListName[] = "files.json";
/// So many runs can be undone.
static constexpr unsigned MostRuns = 10;

static std::string hashOf(StringRef Content) {
  return toHex(SHA256::hash(arrayRefFromStringRef(Content)), /*LowerCase=*/true);
}

static std::string inFolder(StringRef Folder, const Twine &File) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, File);
  return Path.str().str();
}

namespace {
/// Keeps other runs away from a project while it lives.
class Lock {
public:
  static Expected<Lock> take(StringRef Folder) {
    const std::string File = inFolder(Folder, "lock");
    Lock Taken(::open(File.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (Taken.Descriptor < 0)
      return createStringError("cannot write '" + File + "'");
    if (::flock(Taken.Descriptor, LOCK_EX | LOCK_NB) != 0)
      return createStringError("another sc-lint is writing fixes in '" +
                               sys::path::parent_path(Folder) + "'; try again when it is done");
    return Taken;
  }
  Lock(Lock &&Other) noexcept : Descriptor(std::exchange(Other.Descriptor, -1)) {}
  Lock &operator=(Lock &&) = delete;
  ~Lock() {
    if (Descriptor >= 0)
      ::close(Descriptor);
  }

private:
  explicit Lock(int Descriptor) : Descriptor(Descriptor) {}
  int Descriptor;
};

/// One file of a run.
struct Entry {
  std::string Path, OldHash, NewHash;
};
} // namespace

/// The numbers of the runs in \p Folder, in order.
static std::vector<unsigned> runsIn(StringRef Folder) {
  std::vector<unsigned> Runs;
  std::error_code Reason;
  for (sys::fs::directory_iterator At(Folder, Reason), End; !Reason && At != End;
       At.increment(Reason)) {
    unsigned Number = 0;
    if (!sys::path::filename(At->path()).getAsInteger(10, Number))
      Runs.push_back(Number);
  }
  llvm::sort(Runs);
  return Runs;
}

/// The folder below \p Root for what is kept, which version control does not see.
static Expected<std::string> makeFolder(StringRef Root) {
  const std::string Folder = inFolder(Root, Name);
  if (const std::error_code Reason = sys::fs::create_directory(Folder))
    return createStringError("cannot make '" + Folder + "': " + Reason.message());
  if (const std::string Ignore = inFolder(Folder, ".gitignore"); !sys::fs::exists(Ignore))
    if (Error Err = writeNewFile(Ignore, "*\n", 0666))
      return std::move(Err);
  return Folder;
}

/// Keeps what \p Files were, as run \p Number.
static Error keepOld(const EditedFiles &Files, StringRef Folder, unsigned Number) {
  const std::string Unfinished = inFolder(Folder, "unfinished");
  sys::fs::remove_directories(Unfinished);
  if (const std::error_code Reason = sys::fs::create_directory(Unfinished))
    return createStringError("cannot make '" + Unfinished + "': " + Reason.message());
  json::Array List;
  for (const auto &[Path, State] : Files.all()) {
    if (Error Err = writeNewFile(inFolder(Unfinished, Twine(List.size())), State.Old, 0666))
      return Err;
    List.push_back(json::Object{
        {"path", json::fixUTF8(Path)}, {"old", hashOf(State.Old)}, {"new", hashOf(State.New)}});
  }
  std::string Text;
  raw_string_ostream(Text) << formatv("{0:2}", json::Value(std::move(List))) << "\n";
  if (Error Err = writeNewFile(inFolder(Unfinished, ListName), Text, 0666))
    return Err;
  const std::string Finished = inFolder(Folder, Twine(Number));
  if (const std::error_code Reason = sys::fs::rename(Unfinished, Finished))
    return createStringError("cannot make '" + Finished + "': " + Reason.message());
  return Error::success();
}

static void forgetOldRuns(StringRef Folder, ArrayRef<unsigned> Runs) {
  while (Runs.size() >= MostRuns) {
    sys::fs::remove_directories(inFolder(Folder, Twine(Runs.front())));
    Runs = Runs.drop_front();
  }
}

static Expected<std::string> contentOf(StringRef Path) {
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return createStringError("cannot read '" + Path + "': " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

Error writeFiles(const EditedFiles &Files, StringRef Root) {
  Expected<std::string> Folder = makeFolder(Root);
  if (!Folder)
    return Folder.takeError();
  Expected<Lock> Locked = Lock::take(*Folder);
  if (!Locked)
    return Locked.takeError();
  for (const auto &[Path, State] : Files.all()) {
    Expected<std::string> Now = contentOf(Path);
    if (!Now)
      return Now.takeError();
    if (*Now != State.Old)
      return createStringError(
          "'" + Path + "' has changed while it was analysed; nothing was written, run again");
  }
  const std::vector<unsigned> Runs = runsIn(*Folder);
  if (Error Err = keepOld(Files, *Folder, Runs.empty() ? 1 : Runs.back() + 1))
    return Err;
  forgetOldRuns(*Folder, Runs);
  for (const auto &[Path, State] : Files.all())
    if (Error Err = replaceFile(Path, State.New))
      return joinErrors(std::move(Err),
                        createStringError("sc-lint --undo puts back what was written before"));
  return Error::success();
}

static Expected<std::vector<Entry>> readList(StringRef Run) {
  Expected<std::string> Text = contentOf(inFolder(Run, ListName));
  if (!Text)
    return Text.takeError();
  Expected<json::Value> List = json::parse(*Text);
  if (!List)
    return List.takeError();
  std::vector<Entry> Entries;
  if (const json::Array *Items = List->getAsArray())
    for (const json::Value &Item : *Items)
      if (const json::Object *Of = Item.getAsObject())
        Entries.push_back({Of->getString("path").value_or("").str(),
                           Of->getString("old").value_or("").str(),
                           Of->getString("new").value_or("").str()});
  return Entries;
}

/// What the files of \p Run have been, by their paths.
///
/// Errors: one of them is no more what the run has made of it.
static Expected<std::map<std::string, std::string>> toPutBack(StringRef Run) {
  Expected<std::vector<Entry>> Entries = readList(Run);
  if (!Entries)
    return Entries.takeError();
  std::map<std::string, std::string> Old;
  for (size_t I = 0; I < Entries->size(); ++I) {
    const Entry &Each = (*Entries)[I];
    Expected<std::string> Now = contentOf(Each.Path), Then = contentOf(inFolder(Run, Twine(I)));
    if (!Now)
      return joinErrors(Now.takeError(), Then.takeError());
    if (!Then)
      return Then.takeError();
    const std::string Hash = hashOf(*Now);
    if (Hash == Each.OldHash) // It was not written, or put back before.
      continue;
    if (Hash != Each.NewHash)
      return createStringError("'" + Each.Path + "' has changed since; nothing is put back");
    Old[Each.Path] = std::move(*Then);
  }
  return Old;
}

Expected<unsigned> undoLastRun(StringRef Root) {
  const std::string Folder = inFolder(Root, Name);
  const std::vector<unsigned> Runs = runsIn(Folder);
  if (Runs.empty())
    return createStringError("there is no run of --fix to undo below '" + Root + "' (see --root)");
  Expected<Lock> Locked = Lock::take(Folder);
  if (!Locked)
    return Locked.takeError();
  const std::string Run = inFolder(Folder, Twine(Runs.back()));
  auto Old = toPutBack(Run);
  if (!Old)
    return Old.takeError();
  for (const auto &[Path, Content] : *Old)
    if (Error Err = replaceFile(Path, Content))
      return std::move(Err);
  sys::fs::remove_directories(Run);
  return Old->size();
}

} // namespace sc_lint
