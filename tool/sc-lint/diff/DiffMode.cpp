#include "DiffMode.h"
#include "../DisplayPath.h"
#include "../Phrases.h"
#include "../Streams.h"
#include "AffectedUnits.h"
#include "NewFindings.h"
#include "llvm/ADT/STLExtras.h"
#include <fmt/format.h>

using clang::tooling::CompileCommand;

namespace sc_lint {

/// True if a source of \p Units is in \p Tree.
static bool isAnyIn(llvm::StringRef Tree, const std::vector<CompileCommand> &Units) {
  return llvm::any_of(Units, [&](const CompileCommand &Unit) {
    const std::string Path = realPath(Unit.Filename);
    llvm::StringRef Below = Path;
    return Below.consume_front(Tree) && Below.starts_with("/");
  });
}

llvm::Error keepAffected(std::vector<CompileCommand> &All, const Changes &Changed,
                         const Options &Given, llvm::StringRef Folder) {
  if (!Changed.Tree.empty() && !isAnyIn(Changed.Tree, All))
    return llvm::createStringError("--since: no translation unit is in the working tree '" +
                                   Changed.Tree + "'; run it in the one that they are in");
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
  return llvm::Error::success();
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
