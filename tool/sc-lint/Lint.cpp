#include "Lint.h"
#include "Analysis.h"
#include "Capacity.h"
#include "Configuration.h"
#include "DisplayPath.h"
#include "Merge.h"
#include "Progress.h"
#include "Starters.h"
#include "Streams.h"
#include "Units.h"
#include "WorkerPool.h"
#include "clang-tidy/ClangTidy.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/TargetSelect.h"
#include <chrono>
#include <fmt/format.h>
#include <map>

using namespace clang::tidy;
using clang::tooling::CompileCommand;
using llvm::StringRef;

namespace sc_lint {

namespace {

/// What one run has come to.
struct Outcome {
  std::vector<UnitReport> Reports;
  std::vector<std::string> Failures;      ///< A line each.
  std::vector<std::string> Misconfigured; ///< A sentence each.
  unsigned SuppressedByNolint = 0;
};

} // namespace

static llvm::Expected<std::string> currentFolder() {
  llvm::SmallString<256> Folder, Real;
  if (llvm::sys::fs::current_path(Folder) || llvm::sys::fs::real_path(Folder, Real))
    return llvm::createStringError("the current directory is gone");
  return Real.str().str();
}

//===-- Analysing -----------------------------------------------------------===//

/// The first line that a dying worker wrote.
static std::string firstLine(StringRef Errors) {
  const StringRef Line = Errors.ltrim().split('\n').first.rtrim();
  return Line.empty() ? "" : ": " + Line.str();
}

static void take(const std::string &File, JobOutcome Ended, Outcome &Result) {
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
  if (!Report.Failure.empty())
    Result.Failures.push_back(fmt::format("{} {}", File, Report.Failure));
  Result.SuppressedByNolint += Report.SuppressedByNolint;
  Result.Reports.push_back(std::move(Report));
}

/// Nothing if the user interrupted it.
static llvm::Expected<std::optional<Outcome>>
analyzeAll(const std::vector<CompileCommand> &Commands, const Options &Given, StringRef Folder) {
  Outcome Result;
  Progress Line(!Given.Quiet && !Given.NoProgress, Commands.size());
  WorkerPool Pool(Given.Jobs ? Given.Jobs : defaultJobs(),
                  std::chrono::seconds(Given.TimeoutSeconds));
  llvm::Expected<bool> Finished = Pool.run(
      Commands.size(), [&](size_t I) { return serialize(analyze(Commands[I], Given)); },
      [&](size_t I, JobOutcome Ended) {
        const std::string File = displayPath(Commands[I].Filename, Folder);
        Line.step(File);
        take(File, std::move(Ended), Result);
      });
  if (!Finished)
    return Finished.takeError();
  if (!*Finished)
    return std::nullopt;
  llvm::sort(Result.Failures);
  Result.Failures.erase(std::unique(Result.Failures.begin(), Result.Failures.end()),
                        Result.Failures.end());
  return Result;
}

/// Takes out what the checks say of their options, unless flags are given: then
/// it goes to stdout, as clang-tidy prints it.
static void takeConfigurationProblems(std::vector<ClangTidyError> &Findings, const Options &Given,
                                      Outcome &Result) {
  if (Given.Flags)
    return;
  auto IsProblem = [](const ClangTidyError &F) { return F.DiagnosticName == "clang-tidy-config"; };
  for (const ClangTidyError &Finding : Findings)
    if (IsProblem(Finding))
      Result.Misconfigured.push_back(Finding.Message.Message);
  llvm::erase_if(Findings, IsProblem);
}

//===-- Printing ------------------------------------------------------------===//

/// By the conventions of no-color.org and bixense.com/clicolors.
static bool useColor(When Color) {
  auto IsSet = [](const char *Name) { return llvm::sys::Process::GetEnv(Name).value_or("") != ""; };
  if (Color != When::Auto)
    return Color == When::Always;
  if (IsSet("NO_COLOR"))
    return false;
  return IsSet("CLICOLOR_FORCE") || IsSet("FORCE_COLOR") ||
         llvm::sys::Process::StandardOutHasColors();
}

/// Prints the findings as clang-tidy does, by its own printer.
///
/// Errors: stdout cannot be written to.
static llvm::Error print(const std::vector<ClangTidyError> &Findings, When Color) {
  ClangTidyOptions Looks;
  Looks.UseColor = useColor(Color);
  ClangTidyContext Context(
      std::make_unique<DefaultOptionsProvider>(ClangTidyGlobalOptions(), Looks));
  Context.setCurrentFile("");
  llvm::outs().enable_colors(*Looks.UseColor);
  unsigned Errors = 0;
  handleErrors(Findings, Context, FB_NoFix, Errors, llvm::vfs::createPhysicalFileSystem());
  return flushOutput("the findings");
}

static std::string plural(size_t Count, StringRef What) {
  return fmt::format("{} {}{}", Count, std::string(What), Count == 1 ? "" : "s");
}

/// "2 findings (1 detached-thread, 1 discarded-future)"
static std::string countByCheck(const std::vector<ClangTidyError> &Findings) {
  std::map<std::string, size_t> Counts;
  size_t Total = 0;
  for (const ClangTidyError &Finding : Findings)
    if (StringRef Check = Finding.DiagnosticName; Check.consume_front("structured-")) {
      ++Counts[Check.str()];
      ++Total;
    }
  std::string Text = plural(Total, "finding");
  std::string Separator = " (";
  for (const auto &[Check, Count] : Counts) {
    Text += fmt::format("{}{} {}", Separator, Count, Check);
    Separator = ", ";
  }
  return Counts.empty() ? Text : Text + ")";
}

static void printSummary(const std::vector<ClangTidyError> &Findings, const Outcome &Result,
                         size_t Units, double Seconds) {
  std::string Line =
      fmt::format("sc-lint: {} in {}", countByCheck(Findings), plural(Units, "translation unit"));
  if (!Result.Failures.empty())
    Line += fmt::format(", {} incomplete", Result.Failures.size());
  if (Result.SuppressedByNolint)
    Line += fmt::format(", {} suppressed by NOLINT", Result.SuppressedByNolint);
  say(fmt::format("{}, {:.1f} s\n", Line, Seconds));
}

//===-- The verdict ---------------------------------------------------------===//

static ExitCode verdict(const std::vector<ClangTidyError> &Findings, const Outcome &Result,
                        const Options &Given) {
  if (Given.Flags) { // clang-tidy's way of calling, and its exit codes.
    const bool Error = llvm::any_of(Findings, [](const ClangTidyError &F) {
      return F.IsWarningAsError || UnitReport::isCompileError(F);
    });
    return Error || !Result.Failures.empty() ? ExitCode::Findings : ExitCode::Clean;
  }
  if (!Result.Misconfigured.empty())
    return ExitCode::Failed;
  if (!Result.Failures.empty() && !Given.AllowIncomplete)
    return ExitCode::Incomplete;
  const bool Found = llvm::any_of(Findings, [](const ClangTidyError &F) {
    return StringRef(F.DiagnosticName).starts_with("structured-");
  });
  return Found && !Given.ExitZero ? ExitCode::Findings : ExitCode::Clean;
}

llvm::Expected<ExitCode> lint(const Options &Given) {
  const auto Start = std::chrono::steady_clock::now();
  auto Folder = currentFolder();
  if (!Folder)
    return Folder.takeError();
  if (llvm::Error Err = validateChecks(Given))
    return Err;
  // As clang-tidy does: the names of targets, and assembler in the code.
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  auto Units = collectUnits(Given);
  if (!Units)
    return Units.takeError();
  if (llvm::Error Err = keepChecked(Units->Commands, Given))
    return Err;
  if (!Given.Quiet && !Units->FromDatabase && !Given.Flags)
    say(fmt::format("sc-lint: {}\n", Units->Source));

  auto Analyzed = analyzeAll(Units->Commands, Given, *Folder);
  if (!Analyzed)
    return Analyzed.takeError();
  if (!*Analyzed) {
    say("sc-lint: interrupted\n");
    return ExitCode::Interrupted;
  }
  Outcome &Result = **Analyzed;
  if (!Given.StartersFile.empty())
    if (llvm::Error Err = writeStarters(Result.Reports, Given.StartersFile))
      return Err;
  auto Findings = merge(std::move(Result.Reports), *Folder);
  takeConfigurationProblems(Findings, Given, Result);
  if (llvm::Error Err = print(Findings, Given.Color))
    return Err;
  for (const auto *Problems : {&Result.Misconfigured, &Result.Failures})
    for (const std::string &Problem : *Problems)
      say(fmt::format("sc-lint: {}\n", Problem));
  const std::chrono::duration<double> Took = std::chrono::steady_clock::now() - Start;
  if (!Given.Quiet)
    printSummary(Findings, Result, Units->Commands.size(), Took.count());
  return verdict(Findings, Result, Given);
}

} // namespace sc_lint
