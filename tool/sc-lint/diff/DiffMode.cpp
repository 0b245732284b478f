#include "DiffMode.h"
#include "../DisplayPath.h"
#include "../Streams.h"
#include "AffectedUnits.h"
#include "NewFindings.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

using clang::tooling::CompileCommand;

namespace sc_lint {

/// "a.h, b.h, c.h and 4 more"
static std::string someOf(const std::vector<std::string> &Names) {
  constexpr size_t Most = 3;
  const std::string Text = llvm::join(llvm::ArrayRef(Names).take_front(Most), ", ");
  return Names.size() > Most ? fmt::format("{} and {} more", Text, Names.size() - Most) : Text;
}

static std::string counted(size_t Count, const char *What) {
  return fmt::format("{} {}{}", Count, What, Count == 1 ? "" : "s");
}

void keepAffected(std::vector<CompileCommand> &All, const Changes &Changed, const Options &Given,
                  llvm::StringRef Folder) {
  const AffectedUnits Affected = affectedUnits(All, Changed, Given.AllIncluders);
  std::vector<CompileCommand> Kept;
  for (size_t Unit : Affected.Picked)
    Kept.push_back(std::move(All[Unit]));
  if (!Given.Quiet) {
    say(fmt::format(
        "sc-lint: {} in {} of {}{}\n", counted(Changed.files().size(), "changed file"),
        Affected.Affected, counted(All.size(), "translation unit"),
        Kept.size() == Affected.Affected
            ? ""
            : fmt::format("; analysing {} (--all-includers: {})", Kept.size(), Affected.Affected)));
    std::vector<std::string> Unseen;
    for (const std::string &File : Affected.Unseen)
      Unseen.push_back(displayPath(File, Folder));
    if (!Unseen.empty())
      say(fmt::format("sc-lint: in no translation unit: {}\n", someOf(Unseen)));
  }
  All = std::move(Kept);
}

llvm::Expected<bool> keepChanged(std::vector<UnitReport> &Reports,
                                 const std::vector<CompileCommand> &Commands,
                                 const Changes &Changed, const Options &Given,
                                 llvm::StringRef Folder) {
  std::vector<std::string> Unsure;
  auto Finished = keepNew(Reports, Commands, Changed, Given, Folder, Unsure);
  if (Finished && !Unsure.empty())
    say(fmt::format("sc-lint: only findings on changed lines are shown of what could not be "
                    "analysed as it was: {}\n",
                    someOf(Unsure)));
  return Finished;
}

} // namespace sc_lint
