#include "SinkConfig.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"

namespace {
/// The lists of one file, each the option of that name.
struct SinkFile {
  std::vector<std::string> SpawnApis, FutureTypes, OwningTypes, DiscardableFunctions,
      SleepFunctions;
};
} // namespace

template <> struct llvm::yaml::MappingTraits<SinkFile> {
  static void mapping(IO &Io, SinkFile &File) {
    Io.mapOptional("SpawnApis", File.SpawnApis);
    Io.mapOptional("FutureTypes", File.FutureTypes);
    Io.mapOptional("OwningTypes", File.OwningTypes);
    Io.mapOptional("DiscardableFunctions", File.DiscardableFunctions);
    Io.mapOptional("SleepFunctions", File.SleepFunctions);
  }
};

namespace clang::tidy::structured {

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
  return Path.str();
}

static void keepFirstError(const llvm::SMDiagnostic &Diagnostic, void *First) {
  auto &Text = *static_cast<std::string *>(First);
  if (Text.empty())
    Text = "line " + std::to_string(Diagnostic.getLineNo()) + ": " + Diagnostic.getMessage().str();
}

llvm::Error addSinkConfig(SpawnTable &Table, llvm::StringRef Path, llvm::StringRef MainFile,
                          llvm::vfs::FileSystem &Files) {
  const std::string Found = locate(Path, MainFile, Files);
  auto Buffer = Files.getBufferForFile(Found);
  if (!Buffer)
    return llvm::createStringError("cannot read '" + Path +
                                   "' of option 'SinkConfig': " + Buffer.getError().message());
  SinkFile File;
  std::string FirstError;
  llvm::yaml::Input Input((*Buffer)->getBuffer(), nullptr, keepFirstError, &FirstError);
  Input >> File;
  if (Input.error())
    return llvm::createStringError("cannot understand '" + Found +
                                   "' of option 'SinkConfig': " + FirstError);
  return Table.add({llvm::join(File.SpawnApis, ";"), llvm::join(File.FutureTypes, ";"),
                    llvm::join(File.OwningTypes, ";"), llvm::join(File.DiscardableFunctions, ";"),
                    llvm::join(File.SleepFunctions, ";")});
}

} // namespace clang::tidy::structured
