#include "Conclusion.h"
#include "Coverage.h"
#include "DisplayPath.h"
#include "Exports.h"
#include "Merge.h"
#include "Phrases.h"
#include "ReplaceFile.h"
#include "Starters.h"
#include "Streams.h"
#include "clang-tidy/ClangTidy.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"
#include <chrono>
#include <fmt/format.h>
#include <map>

using namespace clang::tidy;
using llvm::StringRef;

namespace sc_lint {

namespace {

using Clock = std::chrono::steady_clock;

/// What one run has come to.
struct Outcome {
  Coverage Seen;
  std::vector<std::string> Misconfigured; ///< A sentence each.
  unsigned SuppressedByNolint = 0;
  size_t NotParsed = 0; ///< Units that are known, or of which it was clear that they are clean.
  size_t Known = 0;     ///< Units of which an earlier run has found the same.
};

} // namespace

/// When the program began.
static const Clock::time_point Start = Clock::now();

/// Of a unit that takes longer it may be said.
static constexpr std::chrono::seconds Slow{10};

//===-- What it has come to -------------------------------------------------===//

static Outcome outcomeOf(const std::vector<UnitReport> &Reports, const Options &Given,
                         StringRef Folder) {
  Outcome Result;
  Result.Seen = coverageOf(Reports, Given, Folder);
  for (const UnitReport &Report : Reports) {
    Result.SuppressedByNolint += Report.SuppressedByNolint;
    Result.NotParsed += !Report.isNew();
    Result.Known += Report.IsKnown;
  }
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

/// "2 findings (1 detached-thread, 1 discarded-future)"
static std::string countByCheck(const std::vector<ClangTidyError> &Findings) {
  std::map<std::string, size_t> Counts;
  size_t Total = 0;
  for (const ClangTidyError &Finding : Findings)
    if (StringRef Check = Finding.DiagnosticName; Check.consume_front("structured-")) {
      ++Counts[Check.str()];
      ++Total;
    }
  std::string Text = counted(Total, "finding");
  std::string Separator = " (";
  for (const auto &[Check, Count] : Counts) {
    Text += fmt::format("{}{} {}", Separator, Count, Check);
    Separator = ", ";
  }
  return Counts.empty() ? Text : Text + ")";
}

/// So many, and then it is said how many more there are.
static constexpr size_t MostFailures = 20;

/// Prints what could not be analysed.
static void printFailures(llvm::ArrayRef<std::string> Failures) {
  for (const std::string &Failure : Failures.take_front(MostFailures))
    say(fmt::format("sc-lint: {}\n", Failure));
  if (Failures.size() > MostFailures)
    say(fmt::format("sc-lint: ... and {} more ({} in all; name a file or folder to see its own)\n",
                    Failures.size() - MostFailures, Failures.size()));
}

/// Names the unit of \p Reports that has taken most of the run's time, if that was long.
static void printSlowest(llvm::ArrayRef<UnitReport> Reports, StringRef Folder) {
  const auto Slowest = llvm::max_element(
      Reports, [](const UnitReport &A, const UnitReport &B) { return A.Time < B.Time; });
  const std::chrono::duration<double> All = Clock::now() - Start;
  if (Slowest != Reports.end() && Slowest->Time > Slow && Slowest->Time > All / 2)
    say(fmt::format("sc-lint: {} took {:.0f} s of {:.0f} s\n", displayPath(Slowest->File, Folder),
                    Slowest->Time.count(), All.count()));
}

static void printSummary(const std::vector<ClangTidyError> &Findings, const Outcome &Result) {
  const size_t Units = Result.Seen.Units;
  const double Seconds = std::chrono::duration<double>(Clock::now() - Start).count();
  std::string Line =
      fmt::format("sc-lint: {} in {}", countByCheck(Findings), counted(Units, "translation unit"));
  if (!Result.Seen.Failures.empty())
    Line += fmt::format(", {} incomplete", Result.Seen.Failures.size());
  if (Result.NotParsed)
    Line += fmt::format(", {} parsed", Units - Result.NotParsed);
  if (Result.Known)
    Line += fmt::format(", {} unchanged", Result.Known);
  if (Result.SuppressedByNolint)
    Line += fmt::format(", {} suppressed by NOLINT", Result.SuppressedByNolint);
  say(fmt::format("{}, {:.1f} s\n", Line, Seconds));
}

//===-- The verdict ---------------------------------------------------------===//

static ExitCode verdict(const std::vector<ClangTidyError> &Findings, const Outcome &Result,
                        const Options &Given, bool WouldChange) {
  const bool Writes = Given.Fixes.Goal == FixGoal::Write;
  if (Given.Flags && Writes) { // clang-tidy's way of calling, and its exit codes.
    const bool Error = llvm::any_of(Findings, [](const ClangTidyError &F) {
      return F.IsWarningAsError || UnitReport::isCompileError(F);
    });
    return Error || !Result.Seen.Failures.empty() ? ExitCode::Findings : ExitCode::Clean;
  }
  if (!Result.Misconfigured.empty())
    return ExitCode::Failed;
  if (!Result.Seen.Failures.empty() && !Given.AllowIncomplete)
    return ExitCode::Incomplete;
  if (!Writes)
    return WouldChange && !Given.ExitZero ? ExitCode::Findings : ExitCode::Clean;
  const bool Found = llvm::any_of(Findings, [](const ClangTidyError &F) {
    return StringRef(F.DiagnosticName).starts_with("structured-");
  });
  return Found && !Given.ExitZero ? ExitCode::Findings : ExitCode::Clean;
}

//===-- All of it -----------------------------------------------------------===//

/// How far the run sees.
static Sight sight(const Options &Given, const Outcome &Result) {
  if (Given.NoWholeProgram || Given.Flags)
    return Sight::Unit;
  return Given.Paths.empty() && !Given.IsPart && Result.Seen.Failures.empty() ? Sight::Program
                                                                              : Sight::Part;
}

/// Names the headers of the project that the run says nothing of.
static void printUnseen(const std::vector<std::string> &Unseen) {
  if (!Unseen.empty())
    say(fmt::format("sc-lint: {} in no translation unit: {}\n", counted(Unseen.size(), "header"),
                    someOf(Unseen)));
}

llvm::Expected<ExitCode> conclude(std::vector<UnitReport> Reports, Settlement All,
                                  const Options &Given, StringRef Folder, bool WouldChange) {
  Outcome Result = outcomeOf(Reports, Given, Folder);
  All.settle(Reports, sight(Given, Result));
  auto Findings = merge(Reports, Folder);
  takeConfigurationProblems(Findings, Given, Result);
  if (llvm::Error Err = writeExports(Reports, Findings, Result.Seen, Given, Folder))
    return Err;
  if (Given.Fixes.Goal == FixGoal::Write)
    if (llvm::Error Err = print(Findings, Given.Color))
      return Err;
  for (const std::string &Problem : Result.Misconfigured)
    say(fmt::format("sc-lint: {}\n", Problem));
  printFailures(Result.Seen.Failures);
  if (!Given.Quiet) {
    printUnseen(Result.Seen.Unseen);
    printSlowest(Reports, Folder);
    printSummary(Findings, Result);
  }
  return verdict(Findings, Result, Given, WouldChange);
}

} // namespace sc_lint
