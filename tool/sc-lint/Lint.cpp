#include "Lint.h"
#include "Batch.h"
#include "Conclusion.h"
#include "Configuration.h"
#include "Place.h"
#include "Streams.h"
#include "Units.h"
#include "diff/DiffMode.h"
#include "fix/FixList.h"
#include "fix/Fixing.h"
#include "program/OpenCalls.h"
#include "reproduce/Reproducers.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/TargetSelect.h"
#include <fmt/format.h>

namespace sc_lint {

/// Finds the units. \p Given gets to know if the configuration leaves some out.
static llvm::Expected<Units> unitsFor(Options &Given) {
  if (llvm::Error Err = validateChecks(Given))
    return Err;
  if (llvm::Error Err = prepareReproducers(Given))
    return Err;
  // As clang-tidy does: the names of targets, and assembler in the code.
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  auto Units = collectUnits(Given);
  if (!Units)
    return Units.takeError();
  const size_t All = Units->Commands.size();
  if (llvm::Error Err = keepChecked(Units->Commands, Given))
    return Err;
  Given.IsPart |= Units->Commands.size() < All;
  if (!Given.Quiet && !Units->FromDatabase && !Given.Flags)
    say(fmt::format("sc-lint: {}\n", Units->Source));
  return Units;
}

llvm::Expected<Task> prepare(const Options &Asked) {
  auto Here = placeOf(Asked);
  if (!Here)
    return Here.takeError();
  Options Given = Asked;
  Given.Fixes.Root = Here->Root;
  auto Units = unitsFor(Given);
  if (!Units)
    return Units.takeError();
  if (!llvm::sys::fs::exists(Given.Steps.Program) && !Given.Steps.Program.empty())
    return llvm::createStringError("no such file or directory, given with --program: '" +
                                   Given.Steps.Program + "'");
  if (Given.Steps.Program.empty() && Units->FromDatabase)
    Given.Steps.Program = Units->Source;
  return Task{std::move(Given), Here->Folder, std::move(*Units)};
}

ExitCode interrupted() {
  say("sc-lint: interrupted\n");
  return ExitCode::Interrupted;
}

/// Lists or makes fixes, if that is asked for. True if there are any; nothing if the user
/// interrupted it.
static llvm::Expected<std::optional<bool>> doFixes(const Units &Units, const Options &Given,
                                                   llvm::StringRef Folder,
                                                   std::vector<UnitReport> &Reports) {
  if (Given.Fixes.Goal == FixGoal::List) {
    auto Count = listFixes(Reports, Given, Folder);
    if (!Count)
      return Count.takeError();
    return *Count > 0;
  }
  if (Given.Fixes.Level == FixLevel::None)
    return false;
  auto Fixed = fix(Units, Given, Folder, Reports);
  if (!Fixed)
    return Fixed.takeError();
  if (!*Fixed)
    return std::nullopt;
  return !(*Fixed)->Files.empty();
}

llvm::Expected<ExitCode> lint(const Options &Asked) {
  auto Found = prepare(Asked);
  if (!Found)
    return Found.takeError();
  auto &[Given, Folder, Units] = *Found;
  std::optional<Changes> Changed;
  if (isAboutChanges(Given)) {
    auto Read = readChanges(Given, Folder);
    if (!Read)
      return Read.takeError();
    Changed = std::move(*Read);
    Given.IsPart = true;
    if (llvm::Error Err = keepAffected(Units.Commands, *Changed, Given, Folder))
      return std::move(Err);
  }
  auto Reports = analyzeAll(Units.Commands, Given, Folder, EditedFiles());
  if (!Reports)
    return Reports.takeError();
  if (!*Reports)
    return interrupted();
  auto Answered = answerOpenCalls(**Reports, Given, Folder);
  if (!Answered)
    return Answered.takeError();
  if (!*Answered)
    return interrupted();
  if (Changed) {
    auto Finished = keepChanged(**Reports, Units.Commands, *Changed, Given, Folder);
    if (!Finished)
      return Finished.takeError();
    if (!*Finished)
      return interrupted();
  }
  auto Kept = keepReproducers(**Reports, Units.Commands, Given);
  if (!Kept)
    return Kept.takeError();
  if (!*Kept)
    return interrupted();
  auto WouldChange = doFixes(Units, Given, Folder, **Reports);
  if (!WouldChange)
    return WouldChange.takeError();
  if (!*WouldChange)
    return interrupted();
  if (**WouldChange) { // What was fixed has been analysed anew.
    Answered = answerOpenCalls(**Reports, Given, Folder);
    if (!Answered)
      return Answered.takeError();
    if (!*Answered)
      return interrupted();
  }
  return conclude(std::move(**Reports), Settlement(Folder), Given, Folder, **WouldChange);
}

} // namespace sc_lint
