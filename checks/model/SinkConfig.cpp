#include "SinkConfig.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace clang::tidy::structured {

/// Where \p Path is, or "" if it is nowhere.
static std::string locate(llvm::StringRef Path, llvm::StringRef MainFile,
                          llvm::vfs::FileSystem &Files) {
  if (llvm::sys::path::is_absolute(Path))
    return Path.str();
  llvm::SmallString<256> Folder(MainFile);
  (void)Files.makeAbsolute(Folder);
  for (llvm::sys::path::remove_filename(Folder); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Candidate(Folder);
    llvm::sys::path::append(Candidate, Path);
    if (Files.exists(Candidate))
      return Candidate.str().str();
  }
  return "";
}

namespace {
/// Reads one file into a table.
class SinkReader {
public:
  SinkReader(SpawnTable &Table, llvm::MemoryBufferRef Text)
      : Table(Table), File(Text.getBufferIdentifier()), Yaml(Text, Lines) {
    Lines.setDiagHandler(noteSyntax, this);
  }

  llvm::Error read();

private:
  static void noteSyntax(const llvm::SMDiagnostic &Diagnostic, void *Reader) {
    static_cast<SinkReader *>(Reader)->addProblem(Diagnostic.getLineNo(), Diagnostic.getMessage());
  }
  void addProblem(unsigned Line, const llvm::Twine &What) {
    Problems = llvm::joinErrors(
        std::move(Problems), llvm::createStringError(File + ":" + llvm::Twine(Line) + ": " + What));
  }
  void addProblem(const llvm::yaml::Node &At, const llvm::Twine &What) {
    addProblem(Lines.getLineAndColumn(At.getSourceRange().Start).first, What);
  }
  void readList(llvm::yaml::KeyValueNode &Pair);
  void readEntry(llvm::StringRef List, llvm::yaml::Node &Entry);

  SpawnTable &Table;
  const llvm::StringRef File;
  llvm::Error Problems = llvm::Error::success();
  llvm::SourceMgr Lines;
  llvm::yaml::Stream Yaml;
};
} // namespace

void SinkReader::readEntry(llvm::StringRef List, llvm::yaml::Node &Entry) {
  auto *Scalar = dyn_cast<llvm::yaml::ScalarNode>(&Entry);
  if (!Scalar)
    return addProblem(Entry, "an entry of '" + List + "' is text, as in '- ::acme::Nursery'");
  llvm::SmallString<64> Storage;
  llvm::handleAllErrors(Table.add(List, Scalar->getValue(Storage)),
                        [&](const llvm::ErrorInfoBase &E) { addProblem(Entry, E.message()); });
}

void SinkReader::readList(llvm::yaml::KeyValueNode &Pair) {
  auto *Key = dyn_cast_or_null<llvm::yaml::ScalarNode>(Pair.getKey());
  llvm::SmallString<32> Storage;
  const llvm::StringRef List = Key ? Key->getValue(Storage) : "";
  if (!llvm::is_contained(SpawnTable::lists(), List))
    return addProblem(Pair, "there is no list '" + List + "'; the lists are " +
                                llvm::join(SpawnTable::lists(), ", "));
  llvm::yaml::Node *Value = Pair.getValue();
  if (auto *Entries = dyn_cast_or_null<llvm::yaml::SequenceNode>(Value))
    for (llvm::yaml::Node &Entry : *Entries)
      readEntry(List, Entry);
  else if (Value && !isa<llvm::yaml::NullNode>(Value))
    addProblem(*Value, "after '" + List + ":' stands a list, with '- ' before each entry");
}

llvm::Error SinkReader::read() {
  for (llvm::yaml::Document &Document : Yaml) {
    llvm::yaml::Node *Root = Document.getRoot();
    if (auto *Lists = dyn_cast_or_null<llvm::yaml::MappingNode>(Root))
      for (llvm::yaml::KeyValueNode &Pair : *Lists)
        readList(Pair);
    else if (Root && !isa<llvm::yaml::NullNode>(Root))
      addProblem(*Root, "a file holds lists, each after its name, as in 'OwningTypes:'");
    if (Yaml.failed())
      break;
  }
  return std::move(Problems);
}

llvm::Error addSinkConfig(SpawnTable &Table, llvm::StringRef Path, llvm::StringRef MainFile,
                          llvm::vfs::FileSystem &Files) {
  const std::string Found = locate(Path, MainFile, Files);
  if (Found.empty())
    return llvm::createStringError("cannot find '" + Path + "' of option 'SinkConfig' in '" +
                                   llvm::sys::path::parent_path(MainFile) +
                                   "' or a folder above it");
  // A pipe or a device may never end.
  const auto Status = Files.status(Found);
  if (Status && Status->exists() && !Status->isRegularFile() && !Status->isDirectory())
    return llvm::createStringError("cannot read '" + Found +
                                   "' of option 'SinkConfig': not a regular file");
  auto Buffer = Files.getBufferForFile(Found);
  if (!Buffer)
    return llvm::createStringError("cannot read '" + Found +
                                   "' of option 'SinkConfig': " + Buffer.getError().message());
  return SinkReader(Table, (*Buffer)->getMemBufferRef()).read();
}

} // namespace clang::tidy::structured
