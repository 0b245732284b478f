#include "Batch.h"
#include "Analysis.h"
#include "Configuration.h"
#include "DisplayPath.h"
#include "Progress.h"
#include "pool/Capacity.h"
#include "pool/Schedule.h"
#include "pool/WorkerPool.h"
#include "llvm/ADT/StringExtras.h"
#include <chrono>
#include <fmt/format.h>

using clang::tooling::CompileCommand;
using llvm::StringRef;

namespace sc_lint {

/// The first line that a dying worker wrote.
static std::string firstLine(StringRef Errors) {
  const StringRef Line = Errors.ltrim().split('\n').first.rtrim();
  return Line.empty() ? "" : ": " + Line.str();
}

static UnitReport reportOf(JobOutcome Ended) {
  UnitReport Report;
  if (Ended.How == JobOutcome::Kind::Finished) {
    if (auto Read = deserialize(Ended.Result))
      Report = std::move(*Read);
    else
      Report.Failure = llvm::toString(Read.takeError());
  } else if (Ended.How == JobOutcome::Kind::TimedOut) {
    Report.Failure = fmt::format("was given up, {} (see --timeout)", Ended.Death);
  } else {
    Report.Failure =
        fmt::format("crashed the analysis, {}{}", Ended.Death, firstLine(Ended.Errors));
  }
  if (Ended.How != JobOutcome::Kind::Finished)
    Report.LastWords = std::move(Ended.Errors);
  return Report;
}

namespace {
/// How all are run.
struct Run {
  bool Edits = false;  ///< The files are not those that are there.
  bool IsTimed = true; ///< How long it takes is remembered.
};
} // namespace

/// Does \p Analyze with each of \p Commands, by number.
static llvm::Expected<std::optional<std::vector<UnitReport>>>
runAll(const std::vector<CompileCommand> &Commands, const Options &Given, StringRef Folder, Run How,
       llvm::function_ref<UnitReport(size_t, const Shortcuts &)> Analyze) {
  std::vector<UnitReport> Reports(Commands.size());
  Progress Line(!Given.Quiet && !Given.NoProgress, Commands.size());
  WorkerPool Pool(Given.Jobs ? Given.Jobs : defaultJobs(),
                  std::chrono::seconds(Given.TimeoutSeconds));
  // Each worker has its own of these from here on.
  auto Configuration = makeProvider(Given);
  if (!Configuration)
    return Configuration.takeError();
  Prefilter Filter(**Configuration);
  ResultCache Cache(Given.CacheFolder, Given.Fixes.Root);
  Shortcuts By;
  By.Configuration = Configuration->get();
  SeenHeaders Seen(Given.Fixes.Root);
  By.Seen = How.Edits ? nullptr : &Seen;
  By.Filter = How.Edits || Given.NoPrefilter ? nullptr : &Filter;
  By.Cache = How.Edits || Given.CacheFolder.empty() ? nullptr : &Cache;
  UnitTimes Times(By.Cache && How.IsTimed ? Given.CacheFolder : "");
  const std::vector<size_t> Order = longestFirst(Commands, Times);
  llvm::Expected<bool> Finished = Pool.run(
      Order.size(), [&](size_t I) { return serialize(Analyze(Order[I], By)); },
      [&](size_t I, JobOutcome Ended) {
        const CompileCommand &Command = Commands[Order[I]];
        UnitReport &Report = Reports[Order[I]];
        Line.step(displayPath(Command.Filename, Folder));
        const std::chrono::duration<double> Time = Ended.Time;
        Report = reportOf(std::move(Ended));
        Report.File = Command.Filename;
        Report.Time = Time;
        if (!Report.IsKnown)
          Times.set(Command, std::chrono::duration_cast<UnitTimes::Duration>(Time));
      },
      [&](size_t I, std::chrono::seconds Time) {
        Line.wait(displayPath(Commands[Order[I]].Filename, Folder), Time);
      });
  Times.save();
  if (!Finished)
    return Finished.takeError();
  if (!*Finished)
    return std::nullopt;
  if (By.Cache)
    Cache.prune();
  return Reports;
}

llvm::Expected<std::optional<std::vector<UnitReport>>>
analyzeAll(const std::vector<CompileCommand> &Commands, const Options &Given, StringRef Folder,
           const EditedFiles &Edited) {
  // An edit may change what any unit is made of.
  const bool Edits = Given.Fixes.Level != FixLevel::None || !Edited.empty();
  return runAll(Commands, Given, Folder, {Edits}, [&](size_t I, const Shortcuts &By) {
    return analyze(Commands[I], Given, Edited, By);
  });
}

llvm::Expected<std::optional<std::vector<UnitReport>>>
answerAll(const std::vector<CompileCommand> &Commands, const std::vector<Question> &Questions,
          const Options &Given, StringRef Folder) {
  return runAll(
      Commands, Given, Folder, {/*Edits=*/false, /*IsTimed=*/false},
      [&](size_t I, const Shortcuts &By) { return answer(Commands[I], Questions[I], Given, By); });
}

} // namespace sc_lint
