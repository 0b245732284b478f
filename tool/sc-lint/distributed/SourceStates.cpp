#include "SourceStates.h"
#include "../cache/ResultKey.h"
#include "../program/FactsRecord.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace sc_lint {

/// The digest of \p Path, or "" if it cannot be read.
static std::string stateOf(StringRef Path) {
  const auto Text = MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Text ? digest((*Text)->getBuffer()) : "";
}

SourceStates statesOf(UnitReport &Report) {
  SourceStates Found;
  const auto Add = [&](StringRef Path) {
    if (Path.empty() || Found.count(Path.str()))
      return;
    if (std::string State = stateOf(Path); !State.empty())
      Found[Path.str()] = std::move(State);
  };
  for (const auto *Findings : {&Report.Findings, &Report.Conditional})
    for (const clang::tidy::ClangTidyError &Finding : *Findings) {
      Add(Finding.Message.FilePath);
      for (const clang::tooling::DiagnosticMessage &Note : Finding.Notes)
        Add(Note.FilePath);
    }
  forEachPlace(Report.Facts, [&](clang::tidy::structured::FilePlace &Place) { Add(Place.File); });
  return Found;
}

Error checkStates(const SourceStates &Found) {
  for (const auto &[Path, State] : Found) {
    const std::string Here = stateOf(Path);
    if (Here.empty())
      return createStringError("'" + Path + "' has findings and is not here: run it in the " +
                               "project that was analysed, or name that with --root");
    if (Here != State)
      return createStringError("'" + Path + "' has findings and is not what was analysed: merge " +
                               "in that state of the sources, or analyse them anew");
  }
  return Error::success();
}

} // namespace sc_lint
