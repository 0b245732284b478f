#include "CommandLine.h"
#include "cache/ResultCache.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace sc_lint {

static constexpr const char Overview[] =
    "finds unstructured concurrency in C++: threads, futures and posted work that nobody waits for";

static constexpr const char Examples[] = R"(
EXAMPLES:
  sc-lint                         every translation unit of the compile database
                                  found here, in build/, out/, _build/,
                                  cmake-build-*/ or in a parent directory
  sc-lint src -p build/debug      those below src, with this compile database
  sc-lint src/server.cpp          one file
  sc-lint server.cpp -- -std=c++17 -Iinclude
                                  one file with these flags, as clang-tidy does
  sc-lint --since=origin/main     only what changes since then bring
  sc-lint -checks='-*,structured-detached-thread'
  sc-lint --enable=prefer-group   this check too, which is off else
  sc-lint explain structured-detached-thread
  sc-lint --fix --diff            what --fix would change; without --diff it does
  sc-lint --fix=review --fix-only=detached-thread,'src/net/*'
                                  also fixes that change one thing, some of them
  sc-lint --undo                  the last run of --fix, back
  sc-lint unit --shard 2/8 -o 2.sclint
  sc-lint merge 1.sclint 2.sclint …
                                  on several machines; see docs/distributed.md
  sc-lint graph --ninja -o lint/build.ninja

EXIT CODES:
  0  nothing found        2  wrong usage, configuration or internal error
  1  findings             3  something could not be analysed (see stderr)
                          130  interrupted
  2 goes before 3, 3 before 1. After --fix, findings are those that are left; with
  --diff, 1 says that there is a change. With flags after '--' they are clang-tidy's:
  0, or 1 for a compile error or a warning treated as an error.
)";

static std::optional<std::string> given(const cl::opt<std::string> &Option) {
  if (!Option.getNumOccurrences())
    return std::nullopt;
  return Option.getValue();
}

static Command commandOf(const CommandLine &Line) {
  if (Line.Help)
    return Command::Help;
  if (Line.Version)
    return Command::Version;
  if (Line.Undo)
    return Command::Undo;
  if (Line.ListChecks)
    return Command::ListChecks;
  if (Line.Cache)
    return Line.CacheAction.size() == 1 && Line.CacheAction.front() == "clean"
               ? Command::CacheClean
               : Command::CacheStatus;
  if (Line.Unit || Line.Merge)
    return Line.Unit ? Command::Unit : Command::Merge;
  if (Line.Graph)
    return Command::Graph;
  return Line.Explain ? Command::Explain : Command::Lint;
}

static FixOptions fixOptions(const CommandLine &Line) {
  FixOptions Fixes;
  Fixes.Level = Line.Fix;
  if (Line.Diff || Line.ListFixes)
    Fixes.Goal = Line.Diff ? FixGoal::Diff : FixGoal::List;
  if (Line.Fix == FixLevel::None && Fixes.Goal != FixGoal::Write)
    Fixes.Level = Line.Diff ? FixLevel::Safe : FixLevel::Review;
  Fixes.Only = {Line.FixOnly.begin(), Line.FixOnly.end()};
  Fixes.Most = Line.MaxFixes;
  Fixes.Root = Line.Root;
  Fixes.ExportFile = Line.ExportFixes;
  return Fixes;
}

static StepOptions stepOptions(const CommandLine &Line) {
  StepOptions Steps;
  Steps.Output = Line.Output;
  Steps.DepFile = Line.DepFile;
  Steps.Program = Line.Program;
  Steps.Shard = Line.Shard;
  Steps.Files = {Line.UnitFiles.begin(), Line.UnitFiles.end()};
  Steps.Whole = Line.Whole;
  Steps.Ninja = Line.Ninja;
  return Steps;
}

static Options fromCommandLine(CommandLine &Line) {
  Options Result;
  Result.What = commandOf(Line);
  if (!Line.Explained.empty())
    Result.Explained = Line.Explained.front();
  Result.Paths = Line.Paths;
  Result.BuildPath = Line.BuildPath;
  Result.Checks = given(Line.Checks);
  Result.Enabled = Line.Enabled;
  Result.Pedantic = Line.Pedantic;
  Result.Config = given(Line.Config);
  Result.ConfigFile = given(Line.ConfigFile);
  Result.HeaderFilter = given(Line.HeaderFilter);
  Result.ExcludeHeaderFilter = given(Line.ExcludeHeaderFilter);
  Result.WarningsAsErrors = given(Line.WarningsAsErrors);
  Result.ExtraArgs = Line.ExtraArgs;
  Result.ExtraArgsBefore = Line.ExtraArgsBefore;
  Result.StartersFile = Line.Starters;
  Result.ParsedFile = Line.Parsed;
  Result.Fixes = fixOptions(Line);
  Result.Since = given(Line.Since);
  Result.DiffFile = given(Line.DiffFile);
  Result.AllIncluders = Line.AllIncluders;
  Result.Reproducers = Line.Reproducers;
  Result.Steps = stepOptions(Line);
  Result.NoPrefilter = Line.NoPrefilter;
  Result.AllBodies = Line.AllBodies;
  Result.NoWholeProgram = Line.NoWholeProgram;
  if (!Line.NoCache)
    Result.CacheFolder = ResultCache::usualFolder();
  Result.Jobs = Line.Jobs;
  Result.TimeoutSeconds = Line.Timeout;
  Result.Color = Line.Color;
  if (Line.UseColor != cl::BOU_UNSET)
    Result.Color = Line.UseColor == cl::BOU_TRUE ? When::Always : When::Never;
  Result.Quiet = Line.Quiet;
  Result.NoProgress = Line.NoProgress;
  Result.ExitZero = Line.ExitZero;
  Result.AllowIncomplete = Line.AllowIncomplete;
  return Result;
}

static Error checkFixes(const CommandLine &Line, const Options &Given) {
  const bool Fixing = Given.Fixes.Level != FixLevel::None;
  if (Line.Undo && (Fixing || !Given.Paths.empty() || Given.Flags))
    return createStringError("--undo puts back all that the last run has changed: it goes with "
                             "--root and --quiet only");
  if (Line.Diff && Line.ListFixes)
    return createStringError("--diff and --list-fixes cannot both be given");
  if (!Fixing && Line.FixOnly.getNumOccurrences())
    return createStringError("--fix-only says which fixes to apply: give --fix or --diff too");
  if (!Fixing && Line.MaxFixes.getNumOccurrences())
    return createStringError("--max-fixes says how many fixes to apply: give --fix or --diff too");
  return Error::success();
}

static Error checkChanges(const Options &Given) {
  if (Given.Since && Given.DiffFile)
    return createStringError("--since and --diff-file cannot both be given");
  if (Given.AllIncluders && !isAboutChanges(Given))
    return createStringError("--all-includers goes with --since or --diff-file");
  if (isAboutChanges(Given) && Given.Fixes.Level != FixLevel::None)
    return createStringError("--since and --diff-file show findings and change nothing: to fix "
                             "some of them, name these with --fix-only");
  return Error::success();
}

/// Errors: an option of other commands, which LLVM takes as one of every command.
static Error checkStep(CommandLine &Line) {
  for (cl::SubCommand *Step : {&Line.Unit, &Line.Merge, &Line.Graph}) {
    const auto &Own = cl::getRegisteredOptions(*Step);
    for (const auto &[Name, Option] : cl::getRegisteredOptions())
      if (*Step && Option->getNumOccurrences() && !Own.contains(Name))
        return createStringError("'sc-lint " + Step->getName() + "' has no option '" + Name +
                                 "'; see sc-lint " + Step->getName() + " --help");
  }
  return Error::success();
}

static Error checkCombinations(CommandLine &Line, const Options &Given) {
  if (Error Err = checkStep(Line))
    return Err;
  if (Given.What == Command::Explain && Line.Explained.size() != 1)
    return createStringError("explain takes the name of one check; --list-checks shows all");
  if (Line.Cache && (Line.CacheAction.size() != 1 ||
                     !is_contained({"status", "clean"}, Line.CacheAction.front())))
    return createStringError("cache takes one word: status or clean");
  if (Given.Config && Given.ConfigFile)
    return createStringError("--config and --config-file cannot both be given");
  if (Line.Reproducers.getNumOccurrences() && Given.Reproducers.empty())
    return createStringError("--reproducers needs the name of a directory");
  if (Error Err = checkFixes(Line, Given))
    return Err;
  if (Error Err = checkChanges(Given))
    return Err;
  if (!Given.Flags)
    return Error::success();
  if (Given.Paths.empty())
    return createStringError("flags after '--' need a file before it: sc-lint FILE -- FLAGS");
  if (!Given.BuildPath.empty())
    return createStringError("-p and flags after '--' cannot both be given");
  return Error::success();
}

/// Reads the configuration file that is named, once: it may be a pipe.
static Error readConfigFile(Options &Given) {
  if (!is_contained({Command::Lint, Command::Unit, Command::Graph}, Given.What) ||
      !Given.ConfigFile)
    return Error::success();
  const auto Read = MemoryBuffer::getFile(*Given.ConfigFile);
  if (!Read)
    return createStringError("cannot read '" + *Given.ConfigFile +
                             "': " + Read.getError().message());
  Given.Config = (*Read)->getBuffer().str();
  return Error::success();
}

/// What LLVM says of a wrong option: each of its lines begins with our name.
static std::string inOneLine(StringRef Message, StringRef Program) {
  std::string Line;
  for (StringRef Part : split(Message.trim(), '\n')) {
    if (Part.consume_front(Program))
      Part.consume_front(": ");
    Line += (Line.empty() ? "" : " ") + Part.trim().str();
  }
  return Line;
}

Expected<Options> parseOptions(int Argc, const char *const *Argv) {
  // The first call brings LLVM's common options into being, so that they go too.
  const char *const NameOnly[] = {"sc-lint"};
  cl::ParseCommandLineOptions(1, NameOnly);
  cl::ResetCommandLineParser();
  // Lives as long as the process, because printHelp() reads it.
  static auto &Line = *new CommandLine();
  ArrayRef<const char *> All(Argv, Argc);
  const auto *Separator = find_if(All, [](StringRef Arg) { return Arg == "--"; });
  const int Count = static_cast<int>(Separator - All.begin());
  std::string Message;
  raw_string_ostream Stream(Message);
  if (!cl::ParseCommandLineOptions(Count, Argv, Overview, &Stream))
    return createStringError(inOneLine(Message, sys::path::filename(Argv[0])));
  Options Result = fromCommandLine(Line);
  if (Separator != All.end())
    Result.Flags.emplace(Separator + 1, All.end());
  if (Error Err = checkCombinations(Line, Result))
    return Err;
  if (Error Err = readConfigFile(Result))
    return Err;
  return Result;
}

void printHelp() {
  cl::PrintHelpMessage();
  outs() << Examples;
}

} // namespace sc_lint
