#include "ExitCode.h"
#include "Lint.h"
#include "Options.h"
#include "Pages.h"
#include "Streams.h"
#include "cache/ResultCache.h"
#include "cache/UnitTimes.h"
#include "distributed/GraphCommand.h"
#include "distributed/MergeCommand.h"
#include "distributed/UnitCommand.h"
#include "fix/Fixing.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"
#include <fmt/format.h>

using namespace sc_lint;

/// Prints what the user asked to read.
static llvm::Expected<ExitCode> print(llvm::Expected<std::string> Text) {
  if (!Text)
    return Text.takeError();
  llvm::outs() << *Text;
  if (llvm::Error Err = flushOutput("to stdout"))
    return Err;
  return ExitCode::Clean;
}

/// What is kept of earlier runs; or removes that.
static llvm::Expected<std::string> cacheCommand(const Options &Given) {
  if (Given.CacheFolder.empty())
    return "nothing is kept: there is no folder for it (see $SC_LINT_CACHE_DIR)\n";
  const ResultCache Cache(Given.CacheFolder);
  const ResultCache::Size Kept = Cache.size();
  const double Megabytes = static_cast<double>(Kept.Bytes) / (1 << 20);
  if (Given.What == Command::CacheClean)
    if (llvm::Error Err = joinErrors(Cache.clean(), UnitTimes::clean(Given.CacheFolder)))
      return std::move(Err);
  return fmt::format("{}: {} results{}, {:.1f} MiB\n", Given.CacheFolder, Kept.Files,
                     Given.What == Command::CacheClean ? " removed" : "", Megabytes);
}

/// Reads the options and does what they say. Errors come back as values.
static llvm::Expected<ExitCode> run(int Argc, const char **Argv) {
  auto Given = parseOptions(Argc, Argv);
  if (!Given)
    return Given.takeError();
  switch (Given->What) {
  case Command::Lint:
    return lint(*Given);
  case Command::Unit:
    return unitCommand(*Given);
  case Command::Merge:
    return mergeCommand(*Given);
  case Command::Graph:
    return graphCommand(*Given);
  case Command::Undo:
    if (llvm::Error Err = undo(*Given))
      return std::move(Err);
    return ExitCode::Clean;
  case Command::ListChecks:
    return print(listing());
  case Command::Explain:
    return print(explanation(Given->Explained));
  case Command::CacheStatus:
  case Command::CacheClean:
    return print(cacheCommand(*Given));
  case Command::Help:
    printHelp();
    return print("");
  case Command::Version:
    return print(fmt::format("sc-lint {} (Clang {})\n", SC_VERSION, LLVM_VERSION_STRING));
  }
  llvm_unreachable("every command is listed");
}

int main(int Argc, const char **Argv) {
  openStandardStreams();
  auto Code = run(Argc, Argv);
  llvm::errs().clear_error(); // What is lost of stderr is lost: see say().
  if (Code)
    return static_cast<int>(*Code);
  // No words: LLVM's reader of options has said it already.
  if (const std::string Message = llvm::toString(Code.takeError()); !Message.empty())
    say(fmt::format("sc-lint: {}\n", Message));
  return static_cast<int>(ExitCode::Failed);
}
