#include "SourceStates.h"
#include "../cache/ResultKey.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace sc_lint {

static std::string stateOf(StringRef Path) {
  sys::fs::file_status Status;
  return !sys::fs::status(Path, Status) && isOlderThanRun(Status) ? digestOfFile(Path) : "";
}

/// Calls \p Do with each file that \p Report has findings in, and with whether it is only for a
/// note.
static void forEachFile(const UnitReport &Report, function_ref<void(StringRef, bool IsOfNote)> Do) {
  for (const auto *Findings : {&Report.Findings, &Report.Conditional})
    for (const clang::tidy::ClangTidyError &Finding : *Findings) {
      Do(Finding.Message.FilePath, false);
      for (const clang::tooling::DiagnosticMessage &Note : Finding.Notes)
        Do(Note.FilePath, true);
    }
}

void addStates(const UnitReport &Report, SourceStates &To) {
  const auto Add = [&](StringRef Path) {
    const auto [At, IsNew] = To.try_emplace(Path.str());
    if (IsNew)
      At->second = stateOf(Path);
  };
  Add(Report.File);
  for (const std::string &Header : Report.SeenHeaders)
    Add(Header);
  forEachFile(Report, [&](StringRef Path, bool) {
    if (!Path.empty())
      Add(Path);
  });
}

/// \p Path, of the state \p State. \p IsNeeded: it has to be here.
static Error checkFile(StringRef Path, StringRef State, bool IsNeeded) {
  if (!sys::fs::exists(Path))
    return IsNeeded ? createStringError("'" + Path +
                                        "' has findings and is not here: run it in the "
                                        "project that was analysed, or name that with --root")
                    : Error::success();
  if (State.empty() || digestOfFile(Path) == State)
    return Error::success();
  return createStringError("'" + Path +
                           "' has findings and is not what was analysed: merge in that "
                           "state of the sources, or analyse them anew");
}

Error checkFindings(const std::vector<UnitReport> &Reports, const SourceStates &Known) {
  std::map<StringRef, bool> Files; // And whether they have to be here.
  for (const UnitReport &Report : Reports)
    forEachFile(Report, [&](StringRef Path, bool IsOfNote) { Files[Path] |= !IsOfNote; });
  Files.erase("");
  for (const auto &[Path, IsNeeded] : Files) {
    const auto At = Known.find(Path.str());
    if (Error Err = checkFile(Path, At == Known.end() ? "" : At->second, IsNeeded))
      return Err;
  }
  return Error::success();
}

} // namespace sc_lint
