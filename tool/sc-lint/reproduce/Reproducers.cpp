#include "Reproducers.h"
#include "../Configuration.h"
#include "../TextRecord.h"
#include "../pool/Capacity.h"
#include "../pool/WorkerPool.h"
#include "Bundle.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;
using clang::tooling::CompileCommand;

namespace sc_lint {

Error prepareReproducers(const Options &Given) {
  if (Given.Reproducers.empty())
    return Error::success();
  std::error_code Failed = sys::fs::create_directories(Given.Reproducers);
  SmallString<256> Trial;
  if (!Failed)
    Failed = sys::fs::createUniqueFile(Given.Reproducers + "/.sc-lint-%%%%%%%%", Trial);
  if (Failed)
    return createStringError("cannot write to '" + Given.Reproducers +
                             "', given with --reproducers: " + Failed.message());
  (void)sys::fs::remove(Trial);
  return Error::success();
}

/// As a worker sends it.
static std::string serialize(const std::optional<Preprocessed> &Source) {
  RecordWriter Out;
  if (Source) {
    Out(Source->Extension);
    Out(Source->Text);
  }
  return std::move(Out.Text);
}

/// The source that a worker has sent, if it could.
static std::optional<Preprocessed> sourceIn(const JobOutcome &Ended) {
  RecordReader In(Ended.Result);
  Preprocessed Source{In.string(), In.string()};
  if (!In.isDone())
    return std::nullopt;
  return Source;
}

/// Writes the bundle, and gives words on that to be added to the report.
static std::string keep(const Bundle &What, const std::string &Folder) {
  auto Written = writeBundle(What, Folder);
  return Written ? "; to repeat it, see " + *Written + "/README"
                 : "; " + toString(Written.takeError());
}

Expected<bool> keepReproducers(std::vector<UnitReport> &Reports,
                               const std::vector<CompileCommand> &Commands, const Options &Given) {
  std::vector<size_t> Dead;
  for (size_t I = 0; I < Reports.size(); ++I)
    if (Reports[I].LastWords)
      Dead.push_back(I);
  if (Given.Reproducers.empty())
    for (size_t I : Dead)
      Reports[I].Failure += "; --reproducers=DIR keeps what repeats it";
  if (Given.Reproducers.empty() || Dead.empty())
    return true;
  auto Configuration = makeProvider(Given);
  if (!Configuration)
    return Configuration.takeError();
  WorkerPool Pool(Given.Jobs ? Given.Jobs : defaultJobs(),
                  std::chrono::seconds(Given.TimeoutSeconds));
  return Pool.run(
      Dead.size(), [&](size_t I) { return serialize(preprocess(Commands[Dead[I]])); },
      [&](size_t I, const JobOutcome &Ended) {
        UnitReport &Report = Reports[Dead[I]];
        const CompileCommand &Command = Commands[Dead[I]];
        const std::string Text =
            configurationAsText((*Configuration)->getOptions(Command.Filename));
        Report.Failure += keep({Command, sourceIn(Ended), Text, Report.Failure, *Report.LastWords,
                                Given.TimeoutSeconds},
                               Given.Reproducers);
      });
}

} // namespace sc_lint
