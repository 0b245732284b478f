#include "Coverage.h"
#include "DisplayPath.h"
#include "Phrases.h"
#include "UnseenHeaders.h"
#include "llvm/Support/JSON.h"
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
  const bool IsSaid =
      !Given.Quiet || !Given.Fixes.ExportFile.empty() || !Given.StartersFile.empty();
  if (IsSaid && Given.Paths.empty() && !Given.IsPart && Given.Fixes.Level == FixLevel::None)
    Seen.Unseen = unseenHeaders(Reports, Given.Fixes.Root, Folder);
  return Seen;
}

/// \p Text as a line of a comment: what ends one, and what is no UTF-8, is left out.
static std::string asLine(StringRef Text) {
  std::string Line = llvm::json::fixUTF8(Text.take_until([](char C) { return C == '\n'; }));
  llvm::erase_if(Line, [](unsigned char C) { return C < ' ' || C == 0x7f; });
  return Line;
}

std::string asComment(const Coverage &Seen) {
  std::string Text = fmt::format("# Of {}", counted(Seen.Units, "translation unit"));
  Text += Seen.Failures.empty() ? "\n" : fmt::format(", {} incomplete:\n", Seen.Failures.size());
  for (StringRef Failure : Seen.Failures)
    Text += fmt::format("#   {}\n", asLine(Failure));
  if (!Seen.Unseen.empty())
    Text += fmt::format("# {} in no translation unit: {}\n", counted(Seen.Unseen.size(), "header"),
                        asLine(someOf(Seen.Unseen)));
  return Text;
}

} // namespace sc_lint
