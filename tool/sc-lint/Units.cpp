#include "Units.h"
#include "CompilerFlags.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <set>

using namespace clang::tooling;
using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace sc_lint {

static constexpr StringLiteral DatabaseName = "compile_commands.json";

static std::string joined(StringRef Folder, const Twine &Name) {
  SmallString<256> Path(Folder);
  path::append(Path, Name);
  return Path.str().str();
}

/// Without "." and "..", unless a link before ".." would lead elsewhere.
static std::string absolute(StringRef Path, StringRef Folder = "") {
  SmallString<256> Full(Path);
  if (Folder.empty())
    (void)fs::make_absolute(Full);
  else
    path::make_absolute(Folder, Full);
  path::remove_dots(Full);
  SmallString<256> Short(Full);
  if (path::remove_dots(Short, /*remove_dot_dot=*/true) && fs::exists(Full) &&
      !fs::equivalent(Short, Full))
    return Full.str().str();
  return Short.str().str();
}

static std::string real(StringRef Path) {
  SmallString<256> Real;
  return fs::real_path(Path, Real) ? absolute(Path) : Real.str().str();
}

//===-- The database --------------------------------------------------------===//

/// The database in \p Folder or in one of the usual build folders in it, or "".
static std::string databaseIn(StringRef Folder) {
  std::vector<std::string> Places{Folder.str(), joined(Folder, "build"), joined(Folder, "out"),
                                  joined(Folder, "_build")};
  std::vector<std::string> FromIdes;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; !Error && It != End; It.increment(Error))
    if (path::filename(It->path()).starts_with("cmake-build-"))
      FromIdes.push_back(It->path());
  sort(FromIdes);
  append_range(Places, FromIdes);
  for (const std::string &Place : Places)
    if (std::string Candidate = joined(Place, DatabaseName); fs::exists(Candidate))
      return Candidate;
  return "";
}

static std::string databaseAbove(StringRef Path) {
  SmallString<256> Folder(absolute(Path));
  if (!fs::is_directory(Folder))
    path::remove_filename(Folder);
  for (; !Folder.empty(); path::remove_filename(Folder)) {
    if (std::string Found = databaseIn(Folder); !Found.empty())
      return Found;
    if (path::relative_path(Folder).empty())
      break;
  }
  return "";
}

/// Looks beside what is to be linted and in its parent folders, then here.
static std::string findDatabase(const Options &Given) {
  std::string Found;
  if (!Given.Paths.empty())
    Found = databaseAbove(Given.Paths.front());
  return Found.empty() ? databaseAbove(".") : Found;
}

static Expected<std::string> givenDatabase(StringRef Path) {
  if (!fs::exists(Path))
    return createStringError("'" + Path + "', given with -p, does not exist");
  if (!fs::is_directory(Path))
    return Path.str();
  std::string Database = joined(Path, DatabaseName);
  if (!fs::exists(Database))
    return createStringError(
        "'" + Path +
        "', given with -p, has no compile_commands.json; with CMake, configure with "
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON");
  return Database;
}

static Expected<std::unique_ptr<CompilationDatabase>> loadDatabase(const std::string &Path) {
  std::string Message;
  std::unique_ptr<CompilationDatabase> Database =
      JSONCompilationDatabase::loadFromFile(Path, Message, JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return createStringError("cannot read '" + Path + "': " + StringRef(Message).rtrim());
  if (Database->getAllCompileCommands().empty())
    return createStringError("'" + Path + "' has no entries, so there is nothing to analyse");
  return expandResponseFiles(std::move(Database), vfs::getRealFileSystem());
}

//===-- The units -----------------------------------------------------------===//

/// The sources below \p Folder, but not in hidden folders, nor in CMake's own,
/// nor behind links, which may lead in a circle.
static void addSources(StringRef Folder, std::vector<std::string> &Files) {
  std::vector<std::string> Found;
  std::error_code Error;
  for (fs::recursive_directory_iterator It(Folder, Error, /*follow_symlinks=*/false), End;
       It != End; It.increment(Error)) {
    const StringRef Name = path::filename(It->path());
    if (Name.starts_with(".") || Name == "CMakeFiles")
      It.no_push();
    else if (isCxxSource(Name) && fs::exists(It->path()))
      Found.push_back(It->path());
  }
  sort(Found);
  append_range(Files, Found);
}

/// Each file once, by its real name.
static std::vector<std::string> filesIn(ArrayRef<std::string> Paths) {
  std::vector<std::string> Files;
  for (const std::string &Path : Paths) {
    if (fs::is_directory(Path))
      addSources(Path, Files);
    else
      Files.push_back(Path);
  }
  std::set<std::string> Seen;
  erase_if(Files, [&](StringRef File) { return !Seen.insert(real(File)).second; });
  return Files;
}

/// clang-tidy's way: the flags may be a whole command, as CMake gives it.
static Expected<std::vector<CompileCommand>> commandsWithFlags(const Options &Given) {
  std::vector<const char *> Args{"sc-lint", "--"};
  for (const std::string &Flag : *Given.Flags)
    Args.push_back(Flag.c_str());
  int Count = static_cast<int>(Args.size());
  std::string Message;
  const auto Database =
      FixedCompilationDatabase::loadFromCommandLine(Count, Args.data(), Message, absolute("."));
  if (!Database)
    return createStringError("cannot use the flags after '--': " + StringRef(Message).rtrim());
  std::vector<CompileCommand> Commands;
  for (const std::string &File : filesIn(Given.Paths))
    append_range(Commands, Database->getCompileCommands(absolute(File)));
  return Commands;
}

/// Without a database. The flags are for C++, and C does without them.
static std::vector<CompileCommand> commandsByDefault(const Options &Given) {
  std::vector<CompileCommand> Commands;
  for (const std::string &File : filesIn(Given.Paths)) {
    const bool IsC = path::extension(File) == ".c";
    std::vector<std::string> Args = defaultFlags();
    Args.insert(Args.begin(), IsC ? "clang" : "clang++");
    if (IsC)
      Args.erase(Args.begin() + 1);
    Args.push_back(absolute(File));
    Commands.emplace_back(absolute("."), absolute(File), std::move(Args), "");
  }
  return Commands;
}

/// A relative folder is said to be seen from the database's, or from here.
static std::string folderOf(const CompileCommand &Command, StringRef DatabaseFolder) {
  const std::string Folder = absolute(Command.Directory, DatabaseFolder);
  return fs::exists(absolute(Command.Filename, Folder)) ? Folder : absolute(Command.Directory);
}

static bool isBelow(StringRef File, StringRef Folder) {
  return File.consume_front(Folder) &&
         (File.empty() || path::is_separator(File.front()) || Folder.ends_with("/"));
}

/// The entries that the paths name. A file without an entry, a header for one,
/// gets the flags of the entry that is most like it.
static std::vector<CompileCommand> selected(std::unique_ptr<CompilationDatabase> Database,
                                            StringRef Folder, const Options &Given) {
  std::vector<CompileCommand> All = Database->getAllCompileCommands();
  if (Given.Paths.empty())
    return All;
  std::vector<std::string> Real;
  for (const CompileCommand &Command : All)
    Real.push_back(real(absolute(Command.Filename, folderOf(Command, Folder))));
  const auto Inferring = inferMissingCompileCommands(std::move(Database));
  std::vector<CompileCommand> Picked;
  std::vector<bool> Taken(All.size());
  for (const std::string &Path : Given.Paths) {
    const std::string Wanted = real(Path);
    bool Any = false;
    for (size_t I = 0; I < All.size(); ++I) {
      if (!isBelow(Real[I], Wanted))
        continue;
      Any = true;
      if (!Taken[I])
        Picked.push_back(All[I]);
      Taken[I] = true;
    }
    if (!Any && !fs::is_directory(Path))
      append_range(Picked, Inferring->getCompileCommands(absolute(Path)));
  }
  return Picked;
}

static Error checkPaths(const Options &Given) {
  for (const std::string &Path : Given.Paths)
    if (!fs::exists(Path))
      return createStringError("no such file or directory: '" + Path + "'");
  return Error::success();
}

/// Prepares \p Command for Clang, whatever compiler it was written for.
static void adapt(CompileCommand &Command, const Options &Given) {
  std::vector<std::string> Args = forClang(Command.CommandLine);
  if (Args.empty())
    return;
  Args.insert(Args.begin() + 1, Given.ExtraArgsBefore.begin(), Given.ExtraArgsBefore.end());
  // The compiler's own warnings are the compiler's to give.
  Args.insert(Args.begin() + 1, "-w");
  auto End = find(Args, "--");
  Args.insert(End, Given.ExtraArgs.begin(), Given.ExtraArgs.end());
  Command.CommandLine = std::move(Args);
  Command.Filename = absolute(Command.Filename, Command.Directory);
}

static Expected<Units> unitsFromDatabase(const std::string &Path, const Options &Given) {
  auto Database = loadDatabase(Path);
  if (!Database)
    return Database.takeError();
  Units Result;
  const std::string Folder = path::parent_path(absolute(Path)).str();
  Result.Commands = selected(std::move(*Database), Folder, Given);
  for (CompileCommand &Command : Result.Commands)
    Command.Directory = folderOf(Command, Folder);
  Result.Source = Path;
  Result.FromDatabase = true;
  if (Result.Commands.empty())
    return createStringError("'" + Path + "' has no entry for a file in " +
                             join(Given.Paths, ", "));
  return Result;
}

static Expected<Units> unitsOf(const Options &Given) {
  if (Given.Flags) {
    auto Commands = commandsWithFlags(Given);
    if (!Commands)
      return Commands.takeError();
    return Units{std::move(*Commands), "the command line"};
  }
  std::string Path;
  if (!Given.BuildPath.empty()) {
    Expected<std::string> Found = givenDatabase(Given.BuildPath);
    if (!Found)
      return Found.takeError();
    Path = *Found;
  } else {
    Path = findDatabase(Given);
  }
  if (!Path.empty())
    return unitsFromDatabase(Path, Given);
  if (Given.Paths.empty())
    return createStringError(
        "no compile_commands.json here, in build/, out/, _build/, cmake-build-*/ or in a parent "
        "directory; name one with -p, or name files to lint");
  Units Result{commandsByDefault(Given), ""};
  Result.Source = "no compile_commands.json found; using " + join(defaultFlags(), " ");
  return Result;
}

/// Takes away what is no C or C++ (assembler, for one), and what is there twice.
static void dropUseless(std::vector<CompileCommand> &Commands) {
  std::set<std::pair<std::string, std::vector<std::string>>> Seen;
  erase_if(Commands, [&](const CompileCommand &Command) {
    return !isCFamily(Command) || !Seen.insert({Command.Filename, Command.CommandLine}).second;
  });
}

Expected<Units> collectUnits(const Options &Given) {
  if (Error Err = checkPaths(Given))
    return Err;
  Expected<Units> Result = unitsOf(Given);
  if (!Result)
    return Result;
  for (CompileCommand &Command : Result->Commands)
    adapt(Command, Given);
  if (!Given.Flags)
    dropUseless(Result->Commands);
  if (!Result->Commands.empty())
    return Result;
  if (Given.Paths.empty())
    return createStringError("'" + Result->Source + "' has no entry for a C or C++ file");
  return createStringError("no C or C++ source file in " + join(Given.Paths, ", "));
}

Expected<std::vector<CompileCommand>> databaseEntries(const Options &Given) {
  if (Error Err = checkPaths(Given))
    return std::move(Err);
  Expected<Units> Found = unitsOf(Given);
  if (!Found)
    return Found.takeError();
  if (!Found->FromDatabase)
    return createStringError("this needs a compile database; name one with -p");
  for (CompileCommand &Each : Found->Commands)
    Each.Filename = absolute(Each.Filename, Each.Directory);
  return std::move(Found->Commands);
}

} // namespace sc_lint
