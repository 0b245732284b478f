#include "Starters.h"
#include "ReplaceFile.h"
#include <fmt/format.h>
#include <map>
#include <set>

using llvm::StringRef;

namespace sc_lint {

std::string starterEntry(const clang::tidy::structured::Starter &Found) {
  return fmt::format("{}={}@{}", Found.Name, Found.OnEvent ? "on-event" : "posts", Found.Callable);
}

llvm::Error writeStarters(llvm::ArrayRef<UnitReport> Reports, const Coverage &Seen,
                          StringRef File) {
  std::map<std::string, std::set<std::string>> ByName;
  for (const UnitReport &Report : Reports)
    for (const std::string &Entry : Report.Starters)
      ByName[StringRef(Entry).split('=').first.str()].insert(Entry);
  std::string Text;
  for (const auto &[Name, Entries] : ByName)
    if (Entries.size() == 1)
      Text += fmt::format("  - '{}'\n", *Entries.begin());
  std::string Head = "# Functions that start what they are given, found by sc-lint.\n";
  if (!Seen.Failures.empty())
    Head += asComment(Seen);
  return replaceFile(File, Head + (Text.empty() ? "SpawnApis: []\n" : "SpawnApis:\n" + Text));
}

} // namespace sc_lint
