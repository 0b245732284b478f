#include "UnitCommand.h"
#include "../Batch.h"
#include "../Configuration.h"
#include "../Coverage.h"
#include "../Lint.h"
#include "../ReplaceFile.h"
#include "../Streams.h"
#include "../program/OpenCalls.h"
#include "Depfile.h"
#include "UnitFile.h"
#include <fmt/format.h>
#include <set>

using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

namespace {
struct Selected {
  std::string Name, Id; ///< The same in any checkout.
  CompileCommand Command;
};
} // namespace

/// Takes the units of the share of \p File out of \p All, by file and id, and notes in \p File
/// what all are.
static std::vector<CompileCommand> takeShare(std::vector<CompileCommand> All,
                                             const Relocation &Places, UnitFile &File) {
  std::vector<std::string> Ids;
  std::vector<Selected> Ours;
  for (CompileCommand &Each : All) {
    Ids.push_back(Places.idOf(Each));
    if (File.Share.has(Ids.back()))
      Ours.push_back({Places.nameOf(Each.Filename), Ids.back(), std::move(Each)});
  }
  File.SelectedUnits = Ids.size();
  File.Selection = nameOfAll(std::move(Ids));
  sort(Ours, [](const Selected &A, const Selected &B) {
    return std::tie(A.Name, A.Id) < std::tie(B.Name, B.Id);
  });
  std::vector<CompileCommand> Commands;
  for (Selected &Each : Ours) {
    File.Units.push_back({std::move(Each.Id), {}});
    Commands.push_back(std::move(Each.Command));
  }
  return Commands;
}

static Error writeDepfile(const std::vector<UnitReport> &Reports, const Options &Given) {
  std::set<std::string> Inputs;
  for (const UnitReport &Report : Reports) {
    Inputs.insert(Report.File); // Also if it could not be read.
    Inputs.insert(Report.Inputs.begin(), Report.Inputs.end());
    addConfigurationFiles(Report.File, Given, Inputs);
  }
  const std::vector<std::string> Sorted(Inputs.begin(), Inputs.end());
  return replaceFile(Given.Steps.DepFile, depfile(Given.Steps.Output, Sorted));
}

static void printSummary(const UnitFile &File, const std::vector<std::string> &Failures,
                         const Options &Given) {
  std::string Line = fmt::format("sc-lint: {}: {} of {} translation units", Given.Steps.Output,
                                 File.Units.size(), File.SelectedUnits);
  if (File.Share.Count > 1)
    Line += fmt::format(", share {}", File.Share.text());
  if (!Failures.empty())
    Line += fmt::format(", {} incomplete", Failures.size());
  say(Line + "\n");
}

/// Analyses \p Commands, one for each of the units of \p File, and writes what is asked for.
static Expected<ExitCode> run(const std::vector<CompileCommand> &Commands, UnitFile File,
                              const Options &Given, StringRef Folder, const Relocation &Places) {
  auto Reports = analyzeAll(Commands, Given, Folder, EditedFiles());
  if (!Reports)
    return Reports.takeError();
  if (!*Reports)
    return interrupted();
  auto Answered = answerOpenCalls(**Reports, Given, Folder);
  if (!Answered)
    return Answered.takeError();
  if (!*Answered)
    return interrupted();
  const std::vector<std::string> Failures = failureLines(**Reports, Folder);
  if (!Given.Steps.DepFile.empty())
    if (Error Err = writeDepfile(**Reports, Given))
      return std::move(Err);
  for (auto &&[Unit, Report] : zip_equal(File.Units, **Reports)) {
    File.SeenHeaders.insert(Report.SeenHeaders.begin(), Report.SeenHeaders.end());
    Places.settlePaths(Report);
    addStates(Report, File.Sources);
    Unit.Report = std::move(Report);
  }
  if (Error Err = replaceIfOther(Given.Steps.Output, serialize(File, Places)))
    return std::move(Err);
  for (const std::string &Failure : Failures)
    say(fmt::format("sc-lint: {}\n", Failure));
  if (!Given.Quiet)
    printSummary(File, Failures, Given);
  return ExitCode::Clean;
}

Expected<ExitCode> unitCommand(const Options &Asked) {
  if (Asked.Steps.Output.empty())
    return createStringError("unit needs a file to write: -o FILE");
  UnitFile File;
  File.Version = SC_VERSION;
  if (!Asked.Steps.Shard.empty()) {
    auto Share = parseShard(Asked.Steps.Shard);
    if (!Share)
      return Share.takeError();
    File.Share = *Share;
  }
  auto Found = prepare(Asked);
  if (!Found)
    return Found.takeError();
  auto &[Given, Folder, Units] = *Found;
  File.IsProgram = Units.FromDatabase && Given.Paths.empty() && !Given.IsPart;
  const Relocation Places(Given.Fixes.Root);
  const auto Commands = takeShare(std::move(Units.Commands), Places, File);
  return run(Commands, std::move(File), Given, Folder, Places);
}

} // namespace sc_lint
