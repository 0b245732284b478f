#include "Exports.h"
#include "DisplayPath.h"
#include "ReplaceFile.h"
#include "Starters.h"
#include "clang-tidy/ClangTidy.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang::tidy;
using llvm::StringRef;

namespace sc_lint {

/// Writes the units of \p Reports that were parsed, so that a file with two commands may be there
/// twice.
static llvm::Error writeParsed(const std::vector<UnitReport> &Reports, StringRef Folder,
                               StringRef Path) {
  std::vector<std::string> Lines;
  for (const UnitReport &Report : Reports)
    if (Report.isNew())
      Lines.push_back(displayPath(Report.File, Folder) + "\n");
  llvm::sort(Lines);
  return replaceFile(Path, llvm::join(Lines, ""));
}

/// Writes \p Findings as clang-tidy does.
static llvm::Error writeFixes(const std::vector<ClangTidyError> &Findings, const Coverage &Seen,
                              const Options &Given) {
  std::vector<ClangTidyError> Exported = Findings;
  // Tools apply the fix of a note where the warning has none.
  if (Given.Fixes.Level != FixLevel::Review)
    for (ClangTidyError &Finding : Exported)
      for (clang::tooling::DiagnosticMessage &Note : Finding.Notes)
        Note.Fix.clear();
  std::string Text = asComment(Seen);
  llvm::raw_string_ostream Out(Text);
  exportReplacements("", Exported, Out);
  return replaceFile(Given.Fixes.ExportFile, Text);
}

llvm::Error writeExports(const std::vector<UnitReport> &Reports,
                         const std::vector<ClangTidyError> &Findings, const Coverage &Seen,
                         const Options &Given, StringRef Folder) {
  if (!Given.StartersFile.empty())
    if (llvm::Error Err = writeStarters(Reports, Seen, Given.StartersFile))
      return Err;
  if (!Given.ParsedFile.empty())
    if (llvm::Error Err = writeParsed(Reports, Folder, Given.ParsedFile))
      return Err;
  return Given.Fixes.ExportFile.empty() ? llvm::Error::success()
                                        : writeFixes(Findings, Seen, Given);
}

} // namespace sc_lint
