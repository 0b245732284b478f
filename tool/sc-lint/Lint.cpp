#include "Lint.h"
#include "Batch.h"
#include "Conclusion.h"
#include "Configuration.h"
#include "Streams.h"
#include "Units.h"
#include "diff/DiffMode.h"
#include "fix/FixList.h"
#include "fix/Fixing.h"
#include "reproduce/Reproducers.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/TargetSelect.h"
#include <fmt/format.h>

namespace sc_lint {

llvm::Expected<std::string> currentFolder() {
  llvm::SmallString<256> Folder, Real;
  if (llvm::sys::fs::current_path(Folder) || llvm::sys::fs::real_path(Folder, Real))
    return llvm::createStringError("the current directory is gone");
  return Real.str().str();
}

llvm::Expected<Units> prepare(const Options &Given) {
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
  if (llvm::Error Err = keepChecked(Units->Commands, Given))
    return Err;
  if (!Given.Quiet && !Units->FromDatabase && !Given.Flags)
    say(fmt::format("sc-lint: {}\n", Units->Source));
  return Units;
}

ExitCode interrupted() {
  say("sc-lint: interrupted\n");
  return ExitCode::Interrupted;
}

llvm::Expected<ExitCode> lint(const Options &Asked) {
  auto Folder = currentFolder();
  if (!Folder)
    return Folder.takeError();
  Options Given = Asked;
  auto Root = projectRoot(Given, *Folder);
  if (!Root)
    return Root.takeError();
  Given.Fixes.Root = *Root;
  auto Units = prepare(Given);
  if (!Units)
    return Units.takeError();
  std::optional<Changes> Changed;
  if (isAboutChanges(Given)) {
    auto Read = readChanges(Given, *Folder);
    if (!Read)
      return Read.takeError();
    Changed = std::move(*Read);
    Given.IsPart = true;
    keepAffected(Units->Commands, *Changed, Given, *Folder);
  }
  auto Reports = analyzeAll(Units->Commands, Given, *Folder, EditedFiles());
  if (!Reports)
    return Reports.takeError();
  if (!*Reports)
    return interrupted();
  if (Changed) {
    auto Finished = keepChanged(**Reports, Units->Commands, *Changed, Given, *Folder);
    if (!Finished)
      return Finished.takeError();
    if (!*Finished)
      return interrupted();
  }
  auto Kept = keepReproducers(**Reports, Units->Commands, Given);
  if (!Kept)
    return Kept.takeError();
  if (!*Kept)
    return interrupted();
  bool WouldChange = false;
  if (Given.Fixes.Goal == FixGoal::List) {
    auto Count = listFixes(**Reports, Given, *Folder);
    if (!Count)
      return Count.takeError();
    WouldChange = *Count > 0;
  } else if (Given.Fixes.Level != FixLevel::None) {
    auto Fixed = fix(*Units, Given, *Folder, **Reports);
    if (!Fixed)
      return Fixed.takeError();
    if (!*Fixed)
      return interrupted();
    WouldChange = !(*Fixed)->Files.empty();
  }
  return conclude(std::move(**Reports), Given, *Folder, WouldChange);
}

} // namespace sc_lint
