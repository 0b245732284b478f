#include "Units.h"
#include "CompilerFlags.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

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

static std::string absolute(StringRef Path, StringRef Folder = "") {
  SmallString<256> Full(Path);
  if (Folder.empty())
    (void)fs::make_absolute(Full);
  else
    path::make_absolute(Folder, Full);
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
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

/// Looks beside what is to be linted, and then in each parent folder.
static std::string findDatabase(const Options &Given) {
  SmallString<256> Folder(absolute(Given.Paths.empty() ? "." : Given.Paths.front()));
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

/// True for an entry of C, C++ or their kin; build systems list assembler and
/// resources too.
static bool isAnalyzable(const CompileCommand &Command) {
  namespace types = clang::driver::types;
  StringRef Extension = path::extension(Command.Filename);
  Extension.consume_front(".");
  const types::ID Type = types::lookupTypeForExtension(Extension);
  return Type == types::TY_INVALID ||
         (types::isDerivedFromC(Type) && Type != types::TY_Asm && Type != types::TY_PP_Asm);
}

//===-- The units -----------------------------------------------------------===//

static bool isSource(StringRef File) {
  return is_contained({".cpp", ".cc", ".cxx", ".c++", ".C"}, path::extension(File));
}

/// The sources below \p Folder, but not in hidden folders.
static void addSources(StringRef Folder, std::vector<std::string> &Files) {
  std::vector<std::string> Found;
  std::error_code Error;
  // A link to a folder may lead round in a circle.
  for (fs::recursive_directory_iterator It(Folder, Error, /*follow_symlinks=*/false), End;
       !Error && It != End; It.increment(Error)) {
    if (path::filename(It->path()).starts_with("."))
      It.no_push();
    else if (isSource(It->path()))
      Found.push_back(It->path());
  }
  sort(Found);
  append_range(Files, Found);
}

static CompileCommand commandFor(StringRef File, ArrayRef<std::string> Flags) {
  CompileCommand Command;
  SmallString<256> Folder;
  (void)fs::current_path(Folder);
  Command.Directory = Folder.str().str();
  Command.Filename = absolute(File);
  Command.CommandLine.push_back("clang++");
  append_range(Command.CommandLine, Flags);
  Command.CommandLine.push_back(Command.Filename);
  return Command;
}

static std::vector<CompileCommand> commandsWithFlags(const Options &Given,
                                                     ArrayRef<std::string> Flags) {
  std::vector<std::string> Files;
  for (const std::string &Path : Given.Paths) {
    if (fs::is_directory(Path))
      addSources(Path, Files);
    else
      Files.push_back(Path);
  }
  std::vector<CompileCommand> Commands;
  for (const std::string &File : Files)
    Commands.push_back(commandFor(File, Flags));
  return Commands;
}

static bool isBelow(StringRef File, StringRef Folder) {
  return File.consume_front(Folder) &&
         (File.empty() || path::is_separator(File.front()) || Folder.ends_with("/"));
}

/// The entries that the paths name. A file without an entry, a header for one,
/// gets the flags of the entry that is most like it.
static std::vector<CompileCommand> selected(std::unique_ptr<CompilationDatabase> Database,
                                            const Options &Given) {
  std::vector<CompileCommand> All = Database->getAllCompileCommands();
  erase_if(All, [](const CompileCommand &Command) { return !isAnalyzable(Command); });
  if (Given.Paths.empty())
    return All;
  std::vector<std::string> Real;
  for (const CompileCommand &Command : All)
    Real.push_back(real(absolute(Command.Filename, Command.Directory)));
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
  SmallString<256> Folder;
  if (std::error_code Error = fs::current_path(Folder))
    return createStringError("the current directory is gone: " + Error.message());
  for (const std::string &Path : Given.Paths)
    if (!fs::exists(Path))
      return createStringError("no such file or directory: '" + Path + "'");
  return Error::success();
}

/// Prepares \p Command for Clang, whatever compiler it was written for.
static void adapt(CompileCommand &Command, const Options &Given) {
  std::vector<std::string> Args = withoutForeignFlags(Command.CommandLine);
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
  Result.Commands = selected(std::move(*Database), Given);
  Result.Source = Path;
  Result.FromDatabase = true;
  if (Result.Commands.empty())
    return createStringError("'" + Path + "' has no entry for " +
                             (Given.Paths.empty() ? "a C or C++ file"
                                                  : "a file in " + join(Given.Paths, ", ")));
  return Result;
}

static Expected<Units> unitsOf(const Options &Given) {
  if (Given.Flags)
    return Units{commandsWithFlags(Given, *Given.Flags), "the command line"};
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
        "no compile_commands.json here, in build/, out/, cmake-build-*/ or in a parent directory; "
        "name one with -p, or name files to lint");
  Units Result{commandsWithFlags(Given, defaultFlags()), ""};
  Result.Source = "no compile_commands.json found; using " + join(defaultFlags(), " ");
  if (Result.Commands.empty())
    return createStringError("no C++ source file in " + join(Given.Paths, ", "));
  return Result;
}

Expected<Units> collectUnits(const Options &Given) {
  if (Error Err = checkPaths(Given))
    return Err;
  Expected<Units> Result = unitsOf(Given);
  if (Result)
    for (CompileCommand &Command : Result->Commands)
      adapt(Command, Given);
  return Result;
}

} // namespace sc_lint
