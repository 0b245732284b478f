#include "NewFindings.h"
#include "../Batch.h"
#include "../DisplayPath.h"
#include "../program/OpenCalls.h"
#include "../program/Settle.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <tuple>

using clang::tidy::ClangTidyError;
using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

namespace {

/// A finding, by what stays the same if only other lines change.
struct Sighting {
  std::string File;
  size_t Line = 0, Column = 0; ///< From 1.
  std::string Check, Message;

  bool operator<(const Sighting &Other) const {
    return std::tie(File, Line, Column, Check, Message) <
           std::tie(Other.File, Other.Line, Other.Column, Other.Check, Other.Message);
  }
};

/// Finds lines in files, as they are in one of their states.
class Lines {
public:
  explicit Lines(const EditedFiles &State) : State(State) {}

  Sighting sighting(const ClangTidyError &Finding);

private:
  const std::string &contentOf(const std::string &File);

  const EditedFiles &State;
  std::map<std::string, std::string> Contents;
};

} // namespace

const std::string &Lines::contentOf(const std::string &File) {
  const auto [Known, IsNew] = Contents.try_emplace(File);
  if (IsNew) {
    Expected<std::string> Content = State.content(File);
    if (Content)
      Known->second = std::move(*Content);
    else
      consumeError(Content.takeError());
  }
  return Known->second;
}

Sighting Lines::sighting(const ClangTidyError &Finding) {
  SmallString<256> Path(Finding.Message.FilePath);
  sys::path::make_absolute(Finding.BuildDirectory, Path);
  if (!sys::fs::exists(Path))
    sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  Sighting Seen{realPath(Path), 1, 1, Finding.DiagnosticName, Finding.Message.Message};
  const StringRef Before = StringRef(contentOf(Seen.File)).take_front(Finding.Message.FileOffset);
  Seen.Line += Before.count('\n');
  Seen.Column += Before.size() - (Before.rfind('\n') + 1);
  return Seen;
}

namespace {

class NewFindings {
public:
  NewFindings(std::vector<UnitReport> &Reports, const Changes &Changed)
      : Reports(Reports), Changed(Changed) {
    for (const auto &[Path, File] : Changed.files())
      if (!File.OldPath.empty())
        NewName[File.OldPath] = Path;
  }

  /// The units with findings of which the changed lines alone do not tell if they are new.
  std::vector<size_t> openUnits();
  /// Drops those that \p Unit has had before.
  void close(size_t Unit, const UnitReport &Before);

private:
  bool isKnownToBeNew(const ClangTidyError &Finding);

  std::vector<UnitReport> &Reports;
  const Changes &Changed;
  std::map<std::string, std::string> NewName;
  const EditedFiles AsNow;
  Lines Now{AsNow}, Then{Changed.before()};
};

} // namespace

/// What is no finding of a check stays: a compiler's error, a wrong option.
static bool isOfCheck(const ClangTidyError &Finding) {
  return StringRef(Finding.DiagnosticName).starts_with("structured-");
}

bool NewFindings::isKnownToBeNew(const ClangTidyError &Finding) {
  const Sighting Seen = Now.sighting(Finding);
  return !isOfCheck(Finding) || Changed.lineBefore(Seen.File, Seen.Line) == 0;
}

std::vector<size_t> NewFindings::openUnits() {
  std::vector<size_t> Open;
  for (size_t Unit = 0; Unit < Reports.size(); ++Unit)
    if (!all_of(Reports[Unit].Findings,
                [&](const ClangTidyError &Finding) { return isKnownToBeNew(Finding); }))
      Open.push_back(Unit);
  return Open;
}

void NewFindings::close(size_t Unit, const UnitReport &Before) {
  std::set<Sighting> Had;
  for (const ClangTidyError &Finding : Before.Findings) {
    Sighting Seen = Then.sighting(Finding);
    if (const auto Renamed = NewName.find(Seen.File); Renamed != NewName.end())
      Seen.File = Renamed->second;
    Had.insert(std::move(Seen));
  }
  erase_if(Reports[Unit].Findings, [&](const ClangTidyError &Finding) {
    if (!isOfCheck(Finding))
      return false;
    Sighting Seen = Now.sighting(Finding);
    Seen.Line = Changed.lineBefore(Seen.File, Seen.Line);
    return Seen.Line != 0 && (!Before.Failure.empty() || Had.count(Seen));
  });
}

Expected<bool> keepNew(std::vector<UnitReport> &Reports,
                       const std::vector<CompileCommand> &Commands, const Changes &Changed,
                       const Options &Given, StringRef Folder, std::vector<std::string> &Unsure) {
  Settlement(Folder).settle(Reports, Sight::Part);
  NewFindings Kept(Reports, Changed);
  std::vector<size_t> Open;
  std::vector<CompileCommand> Again;
  for (size_t Unit : Kept.openUnits())
    if (Changed.before().empty() || Changed.isNew(realPath(Commands[Unit].Filename))) {
      Kept.close(Unit, UnitReport(Reports[Unit])); // What it includes is as it was.
    } else {
      Open.push_back(Unit);
      Again.push_back(Commands[Unit]);
    }
  auto Before = analyzeAll(Again, Given, Folder, Changed.before());
  if (!Before || !*Before)
    return Before ? Expected<bool>(false) : Before.takeError();
  // By the other files as they are now: what only these change is not new here.
  auto Answered = answerOpenCalls(**Before, Given, Folder);
  if (!Answered || !*Answered)
    return Answered;
  Settlement(Folder).settle(**Before, Sight::Part);
  for (auto &&[Unit, Report] : zip_equal(Open, **Before)) {
    Kept.close(Unit, Report);
    if (!Report.Failure.empty() && Reports[Unit].Failure.empty())
      Unsure.push_back(displayPath(Commands[Unit].Filename, Folder));
  }
  return true;
}

} // namespace sc_lint
