#include "Analysis.h"
#include "CheckRun.h"
#include "Configuration.h"
#include "PrecompiledHeader.h"
#include "Starters.h"
#include "cache/ResultKey.h"
#include "checks/model/ModelCache.h"
#include "checks/model/Overriders.h"
#include "checks/model/Throwers.h"
#include "checks/model/UnseenBodies.h"
#include "checks/model/WholeProgram.h"
#include "tool/support/InstalledFiles.h"
#include "tool/support/ResourceDir.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang::tidy;
using namespace clang::tooling;
using clang::tidy::structured::ProgramFacts;

namespace sc_lint {

/// Why \p Command cannot even be begun with, or "".
static std::string whyUnusable(const CompileCommand &Command) {
  const std::string &Folder = Command.Directory, &File = Command.Filename;
  if (Command.CommandLine.size() < 2)
    return "has no command in the compile database";
  if (!llvm::sys::fs::is_directory(Folder))
    return "cannot be compiled: its build directory '" + Folder + "' does not exist";
  llvm::sys::fs::file_status Status;
  if (std::error_code Error = llvm::sys::fs::status(File, Status))
    return "cannot be read: " + Error.message();
  if (llvm::sys::fs::is_directory(Status))
    return "is a directory";
  if (!llvm::sys::fs::is_regular_file(Status))
    return "is not a regular file"; // Opening a pipe would wait for its other end.
  int Descriptor = -1;
  if (std::error_code Error = llvm::sys::fs::openFileForRead(File, Descriptor))
    return "cannot be read: " + Error.message();
  llvm::sys::fs::closeFile(Descriptor);
  return "";
}

/// What is needed to compile what fixes make of the code.
static void addRuntime(CompileCommand &Command) {
  const std::string Folder = sc_lint::runtimeFolder();
  // Where the project finds the runtime, it goes on to find that.
  if (!Folder.empty())
    Command.CommandLine.insert(Command.CommandLine.begin() + 1, {"-idirafter", Folder});
}

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> physicalFiles(UnitInputs *Inputs) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = llvm::vfs::createPhysicalFileSystem();
  return Inputs ? recording(std::move(Files), *Inputs) : Files;
}

/// Takes out of the findings those that the unit alone does not settle.
static void takeConditional(UnitReport &Report) {
  auto IsSettled = [](const ClangTidyError &Finding) {
    return Finding.Notes.empty() ||
           structured::WholeProgram::split(Finding.Notes.front().Message).first.empty();
  };
  const auto First =
      std::stable_partition(Report.Findings.begin(), Report.Findings.end(), IsSettled);
  std::move(First, Report.Findings.end(), std::back_inserter(Report.Conditional));
  Report.Findings.erase(First, Report.Findings.end());
}

/// As runChecks(); none if it takes bodies that are not \p Parsed.
static std::optional<UnitReport> tryChecks(CompileCommand Command, const Options &Asked,
                                           const EditedFiles &Edited, UnitInputs *Inputs,
                                           Bodies Parsed) {
  UnitReport Report;
  const bool Fixes = Asked.Fixes.Level != FixLevel::None;
  auto Provider = makeProvider(Asked);
  if (!Provider) {
    Report.Failure = llvm::toString(Provider.takeError());
    return Report;
  }
  ClangTidyContext Context(std::move(*Provider));
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      Fixes || !Edited.empty() ? viewOf(Edited, Asked.Fixes.Root, Report.Files)
                               : physicalFiles(Inputs));
  Report.Directory = Command.Directory;
  const structured::WholeFixes Whole;
  const structured::WholeProgram Program;
  const structured::FactListener Listener([&](const structured::Facts &Found) {
    for (const structured::Starter &Each : Found.Starters)
      Report.Starters.push_back(starterEntry(Each));
    Report.Facts = Found.Program;
  });
  std::optional<structured::UnseenBodies> Unseen;
  if (Parsed != Bodies::All)
    Unseen.emplace();
  Report.Findings = runChecksOn(std::move(Command), Context, Files, Parsed);
  if (Unseen && Unseen->wereMissed())
    return std::nullopt;
  takeConditional(Report);
  Report.SuppressedByNolint = Context.getStats().ErrorsIgnoredNOLINT;
  if (llvm::any_of(Report.Findings, UnitReport::isCompileError))
    Report.Failure = "does not compile";
  return Report;
}

/// Runs the checks over the unit of \p Command, which can be begun with. \p Inputs, if it is
/// there, gets what that asks for.
static UnitReport runChecks(const CompileCommand &Command, const Options &Asked,
                            const EditedFiles &Edited, UnitInputs *Inputs = nullptr) {
  // What a fix changes has to compile, bodies and all.
  if (Asked.Fixes.Level == FixLevel::None && !Asked.AllBodies)
    if (auto Report = tryChecks(Command, Asked, Edited, Inputs, Bodies::OfProject))
      return *std::move(Report);
  return *tryChecks(Command, Asked, Edited, Inputs, Bodies::All);
}

/// \p Command, with the warnings that the build asks for, if it takes them for errors.
static std::optional<CompileCommand> withWarnings(CompileCommand Command) {
  std::vector<std::string> &Args = Command.CommandLine;
  if (llvm::none_of(Args, [](llvm::StringRef Arg) {
        return Arg == "-Werror" || Arg.starts_with("-Werror=");
      }))
    return std::nullopt;
  if (const auto None = llvm::find(Args, "-w"); None != Args.end())
    Args.erase(None);
  Args.insert(Args.begin() + 1, "-Wno-unknown-warning-option");
  return Command;
}

/// Runs the checks for fixes: what these change has to compile as the build does it.
static UnitReport runForFixes(const CompileCommand &Command, const Options &Asked,
                              const EditedFiles &Edited) {
  std::string Warning;
  if (std::optional<CompileCommand> Strict = withWarnings(Command)) {
    UnitReport Report = runChecks(*Strict, Asked, Edited);
    Warning = Report.compileError();
    if (Warning.empty())
      return Report;
  }
  UnitReport Report = runChecks(Command, Asked, Edited);
  Report.FatalWarning = std::move(Warning);
  return Report;
}

/// \p Command with the folder of our Clang's own headers. First among the flags, so that one
/// in the command line wins.
static CompileCommand withResources(CompileCommand Command) {
  Command.CommandLine.insert(Command.CommandLine.begin() + 1,
                             "-resource-dir=" + clangResourceDir());
  return Command;
}

CompileCommand plainCommand(const CompileCommand &Given) {
  CompileCommand Plain = withResources(Given);
  Plain.CommandLine = withoutPrecompiledHeaders(Plain.CommandLine);
  return Plain;
}

/// The analysis of a unit that can be begun with, and of which no result is known.
static UnitReport analyzeAnew(const CompileCommand &Given, const Options &Asked,
                              const EditedFiles &Edited, Prefilter *Filter, UnitInputs &Inputs) {
  if (Filter && Filter->isClean(Given, Inputs)) {
    UnitReport Clean;
    Clean.IsParsed = false;
    return Clean;
  }
  CompileCommand Command = withResources(Given);
  const bool Fixes = Asked.Fixes.Level != FixLevel::None;
  if (Fixes)
    addRuntime(Command);

  CompileCommand Plain = Command;
  Plain.CommandLine = withoutPrecompiledHeaders(Command.CommandLine);
  // Edits may change what went into a precompiled header. In all other cases it
  // is of use if it is up to date and of this very Clang.
  if (Fixes)
    return runForFixes(Plain, Asked, Edited);
  if (!Edited.empty() || Plain.CommandLine == Command.CommandLine)
    return runChecks(Plain, Asked, Edited, &Inputs);
  UnitReport Report = runChecks(Command, Asked, Edited, &Inputs);
  return Report.Failure.empty() ? Report : runChecks(Plain, Asked, Edited, &Inputs);
}

/// The result for a unit, and in \p Inputs what it was found from.
static UnitReport resultOf(const CompileCommand &Given, const Options &Asked,
                           const EditedFiles &Edited, const Shortcuts &By, UnitInputs &Inputs) {
  UnitReport Report;
  Report.Failure = whyUnusable(Given);
  if (!Report.Failure.empty())
    return Report;
  if (!By.Cache)
    return analyzeAnew(Given, Asked, Edited, By.Filter, Inputs);
  const std::string Key = resultKey(Given, Asked, By.Configuration->getOptions(Given.Filename));
  if (std::optional<UnitReport> Known = By.Cache->find(Key, Inputs)) {
    Known->IsKnown = true;
    return *std::move(Known);
  }
  Report = analyzeAnew(Given, Asked, Edited, By.Filter, Inputs);
  if (Report.Failure.empty())
    By.Cache->store(Key, Inputs, Report);
  return Report;
}

UnitReport analyze(const CompileCommand &Given, const Options &Asked, const EditedFiles &Edited,
                   const Shortcuts &By) {
  UnitInputs Inputs;
  UnitReport Report = resultOf(Given, Asked, Edited, By, Inputs);
  if (!Asked.Steps.DepFile.empty())
    Report.Inputs.assign(Inputs.Read.begin(), Inputs.Read.end());
  if (By.Seen)
    Report.SeenHeaders = By.Seen->newOf(Inputs.Read);
  return Report;
}

//===-- What is asked for the sake of other units ------------------------------===//

/// Looks for the throwers in the unit of \p Command. Nothing is said of one that does not compile.
static ProgramFacts throwersIn(const CompileCommand &Command, const Question &Asked,
                               const ClangTidyOptions &Configured, FilesAsSeen Files) {
  llvm::StringSet<> Names;
  for (const auto &[Name, None] : Asked.Names)
    Names.insert(Name);
  ProgramFacts Facts;
  UnitReader Read;
  Read.Finish = [&](clang::ASTContext &Context) {
    if (!Context.getDiagnostics().hasUncompilableErrorOccurred())
      Facts = structured::findThrowers(Context, Names);
  };
  parse(Command, Configured, std::move(Files), Read);
  return Facts;
}

/// Looks for what virtual calls may run in the unit of \p Command: unknown if it does not compile.
static ProgramFacts overridersIn(const CompileCommand &Command, const Question &Asked,
                                 const ClangTidyOptions &Configured, FilesAsSeen Files) {
  structured::Overriders Search(Asked.Names);
  ProgramFacts Facts = Search.unknown();
  UnitReader Read;
  Read.Parsed = Asked.AllBodies ? Bodies::All : Bodies::OfProject;
  Read.Begin = [&](clang::Preprocessor &Unit) { Search.watch(Unit); };
  Read.Finish = [&](clang::ASTContext &Context) {
    if (!Context.getDiagnostics().hasUncompilableErrorOccurred())
      Facts = Search.find(Context);
  };
  parse(Command, Configured, std::move(Files), Read);
  return Facts;
}

/// The answer of a unit that can be begun with, and \p Inputs, from which it was found.
static UnitReport answerAnew(const CompileCommand &Given, const Question &Asked,
                             const ClangTidyOptions &Configured, UnitInputs &Inputs) {
  UnitReport Report;
  Report.Directory = Given.Directory;
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(physicalFiles(&Inputs));
  const structured::WholeProgram Program;
  const auto Find = Asked.What == Question::Kind::Throwers ? throwersIn : overridersIn;
  Report.Facts = Find(plainCommand(Given), Asked, Configured, std::move(Files));
  return Report;
}

/// What tells \p Asked from other questions.
static std::string keyOf(const Question &Asked) {
  std::string Key = Asked.What == Question::Kind::Throwers ? "throwers" : "overriders";
  Key += Asked.AllBodies ? " with all bodies" : "";
  for (const auto &[Name, Files] : Asked.Names)
    Key += '\n' + Name + '\t' + llvm::join(Files, "\t");
  return Key;
}

UnitReport answer(const CompileCommand &Given, const Question &Asked, const Options &Options,
                  const Shortcuts &By) {
  UnitReport Report;
  Report.Failure = whyUnusable(Given);
  if (!Report.Failure.empty())
    return Report;
  const ClangTidyOptions Configured = By.Configuration->getOptions(Given.Filename);
  const std::string Key = digest(resultKey(Given, Options, Configured) + keyOf(Asked));
  UnitInputs Inputs;
  std::optional<UnitReport> Known = By.Cache ? By.Cache->find(Key, Inputs) : std::nullopt;
  Report = Known ? *Known : answerAnew(Given, Asked, Configured, Inputs);
  Report.IsKnown = Known.has_value();
  if (By.Cache && !Known)
    By.Cache->store(Key, Inputs, Report);
  if (!Options.Steps.DepFile.empty())
    Report.Inputs.assign(Inputs.Read.begin(), Inputs.Read.end());
  return Report;
}

} // namespace sc_lint
