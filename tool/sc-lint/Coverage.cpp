#include "Coverage.h"
#include "DisplayPath.h"
#include "Phrases.h"
#include "UnseenHeaders.h"
#include <fmt/format.h>

using llvm::StringRef;

namespace sc_lint {

std::vector<std::string> failureLines(const std::vector<UnitReport> &Reports, StringRef Folder) {
  std::vector<std::string> Lines;
  for (const UnitReport &Report : Reports)
    if (!Report.Failure.empty())
      Lines.push_back(fmt::format("{} {}", displayPath(Report.File, Folder), Report.Failure));
  llvm::sort(Lines);
  Lines.erase(std::unique(Lines.begin(), Lines.end()), Lines.end());
  return Lines;
}

Coverage coverageOf(const std::vector<UnitReport> &Reports, const Options &Given,
                    StringRef Folder) {
  Coverage Seen{Reports.size(), failureLines(Reports, Folder), {}};
  if (Given.Paths.empty() && !Given.IsPart && Given.Fixes.Level == FixLevel::None)
    Seen.Unseen = unseenHeaders(Reports, Given.Fixes.Root, Folder);
  return Seen;
}

std::string asComment(const Coverage &Seen) {
  std::string Text = fmt::format("# Of {}", counted(Seen.Units, "translation unit"));
  Text += Seen.Failures.empty() ? "\n" : fmt::format(", {} incomplete:\n", Seen.Failures.size());
  for (StringRef Failure : Seen.Failures)
    // What a compiler says may have several lines.
    Text += fmt::format("#   {}\n", Failure.take_until([](char C) { return C == '\n'; }));
  if (!Seen.Unseen.empty())
    Text += fmt::format("# {} in no translation unit: {}\n", counted(Seen.Unseen.size(), "header"),
                        someOf(Seen.Unseen));
  return Text;
}

} // namespace sc_lint
