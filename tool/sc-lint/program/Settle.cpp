#include "Settle.h"
#include "Program.h"
#include "checks/model/WholeProgram.h"

using clang::tidy::ClangTidyError;
using clang::tidy::structured::WholeProgram;
using clang::tooling::DiagnosticMessage;
using namespace llvm;

namespace sc_lint {

namespace {

/// Settles what one unit asks.
class Settler {
public:
  Settler(Program &All, const Program::Questions &Asked, Sight Far)
      : All(All), Asked(Asked), Far(Far) {}

  /// True if \p Finding holds, in the form that it then has.
  bool holds(ClangTidyError &Finding);

private:
  FilePlace placeOf(const DiagnosticMessage &Note, const ClangTidyError &Of) {
    return All.named({Note.FilePath, Note.FileOffset}, Of.BuildDirectory);
  }

  bool isUnjoined(ClangTidyError &Finding, const FilePlace &Field);
  const ProgramFacts::OpenMember *memberAt(const FilePlace &Field) const;
  void showBody(ClangTidyError &Finding, const ProgramFacts::OpenMember &Question);
  static bool saysThatUnknown(ClangTidyError &Finding);

  std::optional<size_t> functionAt(const FilePlace &Declared) const;
  bool isWork(ClangTidyError &Finding, const FilePlace &Function);
  bool isDroppedByAll(ClangTidyError &Finding, const FilePlace &Function);

  Program &All;
  const Program::Questions &Asked;
  const Sight Far;
};

} // namespace

static bool areSame(const FilePlace &A, const FilePlace &B) {
  return A.Offset == B.Offset && A.File == B.File;
}

static void moveTo(DiagnosticMessage &Note, const FilePlace &Place) {
  Note.FilePath = Place.File;
  Note.FileOffset = Place.Offset;
  Note.Ranges.clear();
}

bool Settler::holds(ClangTidyError &Finding) {
  const DiagnosticMessage Condition = Finding.Notes.front();
  const FilePlace At = placeOf(Condition, Finding);
  Finding.Notes.erase(Finding.Notes.begin());
  if (Condition.Message == WholeProgram::NothingJoins)
    return isUnjoined(Finding, At);
  return Condition.Message == WholeProgram::AsMade ? isWork(Finding, At)
                                                   : isDroppedByAll(Finding, At);
}

//===-- Threads in members -----------------------------------------------------===//

const ProgramFacts::OpenMember *Settler::memberAt(const FilePlace &Field) const {
  const auto At = find_if(Asked.Members, [&](const ProgramFacts::OpenMember &Each) {
    return areSame(All.declared(Each.Field), Field);
  });
  return At == Asked.Members.end() ? nullptr : &*At;
}

/// Lets the note at the declaration of the destructor point to its body.
void Settler::showBody(ClangTidyError &Finding, const ProgramFacts::OpenMember &Question) {
  const FilePlace *Body = Question.Destructor ? All.body(*Question.Destructor) : nullptr;
  if (!Body)
    return;
  for (DiagnosticMessage &Note : Finding.Notes)
    if (areSame(placeOf(Note, Finding), All.declared(*Question.Destructor)))
      moveTo(Note, *Body);
}

/// Makes \p Finding say that it is not known, if its check is to say that. False if not.
bool Settler::saysThatUnknown(ClangTidyError &Finding) {
  // The note that says so is at the place of the finding, and the first of those.
  if (Finding.Notes.empty() || Finding.Notes.front().Message != WholeProgram::OrUnknown)
    return false;
  Finding.Message.Message = Finding.Notes[1].Message;
  Finding.Notes.clear();
  return true;
}

bool Settler::isUnjoined(ClangTidyError &Finding, const FilePlace &Field) {
  const ProgramFacts::OpenMember *Question = memberAt(Field);
  const Program::Answer Answer = Far == Sight::Unit || !Question
                                     ? Program::Answer::Unknown
                                     : All.answer(*Question, Far == Sight::Program);
  switch (Answer) {
  case Program::Answer::Joined:
    return false;
  case Program::Answer::Unknown:
    return saysThatUnknown(Finding);
  case Program::Answer::NotJoined:
    break;
  }
  if (!Finding.Notes.empty() && Finding.Notes.front().Message == WholeProgram::OrUnknown)
    Finding.Notes.erase(Finding.Notes.begin(), Finding.Notes.begin() + 2);
  showBody(Finding, *Question);
  return true;
}

//===-- Futures that functions return ------------------------------------------===//

std::optional<size_t> Settler::functionAt(const FilePlace &Declared) const {
  const auto At =
      find_if(Asked.Futures, [&](size_t Each) { return areSame(All.declared(Each), Declared); });
  return At == Asked.Futures.end() ? std::nullopt : std::optional(*At);
}

/// Which of the messages holds.
static StringRef conditionOf(ReturnedFutures::Way By) {
  switch (By) {
  case ReturnedFutures::Way::Promise:
    return WholeProgram::ByPromise;
  case ReturnedFutures::Way::Async:
    return WholeProgram::ByAsync;
  case ReturnedFutures::Way::DeferredAsync:
    return WholeProgram::ByDeferredAsync;
  case ReturnedFutures::Way::OpenAsync:
    return WholeProgram::ByOpenAsync;
  case ReturnedFutures::Way::Ready:
  case ReturnedFutures::Way::Unknown:
    break;
  }
  return "";
}

static bool isCondition(const DiagnosticMessage &Note) {
  return is_contained({WholeProgram::ByPromise, WholeProgram::ByAsync,
                       WholeProgram::ByDeferredAsync, WholeProgram::ByOpenAsync,
                       WholeProgram::InAnyCase},
                      StringRef(Note.Message));
}

/// A dropped future stands for work, unless it is ready when it is made.
bool Settler::isWork(ClangTidyError &Finding, const FilePlace &Declared) {
  const std::optional<size_t> Function = functionAt(Declared);
  const ReturnedFutures::Origin Made = Far == Sight::Unit || !Function
                                           ? ReturnedFutures::Origin()
                                           : All.futures().originOf(*Function);
  if (Made.By == ReturnedFutures::Way::Ready)
    return false;
  auto &Notes = Finding.Notes;
  std::vector<DiagnosticMessage> Kept;
  const StringRef If = conditionOf(Made.By);
  if (auto *At = find_if(Notes, [&](const auto &Note) { return Note.Message == If; });
      At != Notes.end()) {
    Finding.Message.Message = (++At)->Message;
    for (++At; !isCondition(*At); ++At)
      moveTo(Kept.emplace_back(*At), Made.Started);
  }
  auto *Rest = std::next(
      find_if(Notes, [](const auto &Note) { return Note.Message == WholeProgram::InAnyCase; }));
  // The first says that the type tells of work: what starts it tells more.
  Kept.insert(Kept.end(), Kept.empty() ? Rest : std::next(Rest), Notes.end());
  Notes.assign(Kept.begin(), Kept.end());
  return true;
}

/// So many calls are shown, and then it is said how many more there are.
static constexpr size_t MostCalls = 5;

/// Nobody looks at what a function returns, and more than one call could.
bool Settler::isDroppedByAll(ClangTidyError &Finding, const FilePlace &Declared) {
  const std::optional<size_t> Function = functionAt(Declared);
  if (Far != Sight::Program || !Function ||
      All.futures().originOf(*Function).By == ReturnedFutures::Way::Ready)
    return false;
  const std::vector<FilePlace> Drops = All.futures().dropsOf(*Function);
  if (Drops.size() < 2)
    return false;
  std::vector<DiagnosticMessage> Notes;
  auto Add = [&](const Twine &Text, const FilePlace &At) {
    DiagnosticMessage &Note = Notes.emplace_back();
    Note.Message = Text.str();
    moveTo(Note, At);
  };
  for (const FilePlace &At : ArrayRef(Drops).take_front(MostCalls))
    Add("dropped here", At);
  if (Drops.size() > MostCalls)
    Add("and by " + Twine(Drops.size() - MostCalls) + " more calls", Drops[MostCalls]);
  // Before what can be done about it.
  Finding.Notes.insert(Finding.Notes.begin(), Notes.begin(), Notes.end());
  return true;
}

//===-- All of them ------------------------------------------------------------===//

void settle(std::vector<UnitReport> &Reports, StringRef Folder, Sight Far) {
  Program All(Folder);
  std::vector<Program::Questions> Asked;
  for (UnitReport &Report : Reports) {
    Asked.push_back(All.add(Report.Facts, Report.Directory));
    Report.Facts = {}; // Known to the program from here on: of many units, this is much.
  }
  for (auto &&[Report, Questions] : zip_equal(Reports, Asked)) {
    Settler Unit(All, Questions, Far);
    for (ClangTidyError &Finding : Report.Conditional)
      if (Unit.holds(Finding))
        Report.Findings.push_back(std::move(Finding));
    Report.Conditional.clear();
  }
}

} // namespace sc_lint
