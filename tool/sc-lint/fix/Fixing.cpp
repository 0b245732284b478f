#include "Fixing.h"
#include "../Phrases.h"
#include "../Place.h"
#include "../Streams.h"
#include "Journal.h"
#include "UnifiedDiff.h"
#include "tool/support/InstalledFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <fmt/format.h>

using namespace llvm;

namespace sc_lint {

/// The folder that the compile database is in, if that is one below \p Root.
static std::string buildFolder(const Units &Units, StringRef Folder, StringRef Root) {
  if (!Units.FromDatabase)
    return "";
  SmallString<256> Path(Units.Source), Real;
  sys::path::make_absolute(Folder, Path);
  if (sys::fs::real_path(sys::path::parent_path(Path), Real))
    return "";
  const std::string Build = withSlash(Real);
  return Build != Root && StringRef(Build).starts_with(Root) && Build != withSlash(Folder) ? Build
                                                                                           : "";
}

/// Says what was done, and what was not and why.
static void report(const FixOutcome &Done, const Options &Given) {
  for (const std::string &Each : Done.Notes)
    say(fmt::format("sc-lint: {}\n", Each));
  for (const auto &[Why, Count] : Done.Refused)
    say(fmt::format("sc-lint: {} {} not applied\n", counted(Count, "fix", "es"), Why));
  if (Given.Quiet)
    return;
  if (Done.Older)
    say(fmt::format("sc-lint: {} could be fixed if the files were compiled as C++17\n",
                    counted(Done.Older, "finding")));
  if (Done.IncludesRuntime)
    say(fmt::format("sc-lint: files include the runtime now; if your build does not know it yet, "
                    "add find_package(sc) and target_link_libraries(... sc::runtime), or -I {}\n",
                    runtimeFolder()));
  say(fmt::format("sc-lint: {} {} in {} ({} safe, {} to review)\n",
                  counted(Done.Safe + Done.Review, "fix", "es"),
                  Given.Fixes.Goal == FixGoal::Diff ? "would be applied" : "applied",
                  counted(Done.Files.all().size(), "file"), Done.Safe, Done.Review));
}

Expected<std::optional<FixOutcome>> fix(const Units &Units, const Options &Given, StringRef Folder,
                                        std::vector<UnitReport> &Reports) {
  const std::string &Root = Given.Fixes.Root;
  Fixer All(Units.Commands, Given, Folder.str(), Guard(Root, buildFolder(Units, Folder, Root)));
  auto Done = All.run(Reports);
  if (!Done)
    return Done.takeError();
  if (!*Done)
    return std::nullopt;
  if (Given.Fixes.Goal == FixGoal::Diff) {
    Expected<std::string> Diff = unifiedDiff((*Done)->Files, Root);
    if (!Diff)
      return Diff.takeError();
    outs() << *Diff;
    if (Error Err = flushOutput("the diff"))
      return std::move(Err);
  } else if (!(*Done)->Files.empty()) {
    if (Error Err = writeFiles((*Done)->Files, Root))
      return std::move(Err);
  }
  report(**Done, Given);
  return Done;
}

Error undo(const Options &Given) {
  Expected<Place> Here = placeOf(Given);
  if (!Here)
    return Here.takeError();
  Expected<unsigned> Count = undoLastRun(Here->Root);
  if (!Count)
    return Count.takeError();
  if (!Given.Quiet)
    say(fmt::format("sc-lint: {} put back as before the last run of --fix\n",
                    counted(*Count, "file")));
  return Error::success();
}

} // namespace sc_lint
