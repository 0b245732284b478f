#include "Settle.h"
#include "../Phrases.h"
#include "checks/model/DispatchNames.h"
#include "checks/model/WholeProgram.h"
#include "llvm/Support/Path.h"
#include <set>

using clang::tidy::ClangTidyError;
using clang::tidy::structured::functionOf;
using clang::tidy::structured::isDispatch;
using clang::tidy::structured::WholeProgram;
using clang::tooling::DiagnosticMessage;
using namespace llvm;

namespace sc_lint {

namespace {

/// Where findings are.
class Places {
public:
  void add(const FilePlace &At) { Known.insert({At.File, At.Offset}); }
  bool has(const FilePlace &At) const { return Known.count({At.File, At.Offset}); }

private:
  std::set<std::pair<std::string, unsigned>> Known;
};

/// Settles what one unit asks.
class Settler {
public:
  Settler(StringRef Folder, Program &All, const Program::Questions &Asked, const Places &Reported,
          Sight Far)
      : Folder(Folder), All(All), Asked(Asked), Reported(Reported), Far(Far) {}

  /// True if \p Finding holds, in the form that it then has.
  bool holds(ClangTidyError &Finding);

private:
  FilePlace placeOf(const DiagnosticMessage &Note, const ClangTidyError &Of) {
    return All.named({Note.FilePath, Note.FileOffset}, Of.BuildDirectory);
  }

  void moveTo(DiagnosticMessage &Note, const FilePlace &Place) const;
  DiagnosticMessage note(const Twine &Text, const FilePlace &At) const;

  bool isUnjoined(ClangTidyError &Finding, const ProgramFacts::Entity &Field);
  const ProgramFacts::OpenMember *questionOf(const ProgramFacts::Entity &Field) const;
  void showBody(ClangTidyError &Finding, const ProgramFacts::OpenMember &Question);
  static bool saysThatUnknown(ClangTidyError &Finding);

  std::optional<size_t> numberOf(const ProgramFacts::Entity &Function,
                                 ArrayRef<size_t> Among) const;
  bool isWork(ClangTidyError &Finding, const ProgramFacts::Entity &Function);
  bool isDroppedByAll(ClangTidyError &Finding, const ProgramFacts::Entity &Function);

  std::optional<Throwers::Way> wayToThrow(const DiagnosticMessage &Condition,
                                          const ClangTidyError &Finding);
  std::string textOf(const Throwers::Step &Step, StringRef Called) const;
  bool isThrown(ClangTidyError &Finding);

  const StringRef Folder;
  Program &All;
  const Program::Questions &Asked;
  const Places &Reported;
  const Sight Far;
};

} // namespace

static bool areSame(const FilePlace &A, const FilePlace &B) {
  return A.Offset == B.Offset && A.File == B.File;
}

static bool areSame(const ProgramFacts::Entity &A, const ProgramFacts::Entity &B) {
  return A.Name == B.Name && areSame(A.Declared, B.Declared);
}

void Settler::moveTo(DiagnosticMessage &Note, const FilePlace &Place) const {
  SmallString<256> Path(Place.File);
  sys::path::make_absolute(Folder, Path); // The finding's own folder is another.
  Note.FilePath = Path.str().str();
  Note.FileOffset = Place.Offset;
  Note.Ranges.clear();
}

DiagnosticMessage Settler::note(const Twine &Text, const FilePlace &At) const {
  DiagnosticMessage Note;
  Note.Message = Text.str();
  moveTo(Note, At);
  return Note;
}

bool Settler::holds(ClangTidyError &Finding) {
  const DiagnosticMessage Condition = Finding.Notes.front();
  const auto [What, Name] = WholeProgram::split(Condition.Message);
  if (WholeProgram::isAboutThrows(What))
    return isThrown(Finding);
  const ProgramFacts::Entity Of{Name.str(), placeOf(Condition, Finding)};
  Finding.Notes.erase(Finding.Notes.begin());
  if (What == WholeProgram::NothingJoins)
    return isUnjoined(Finding, Of);
  return What == WholeProgram::AsMade ? isWork(Finding, Of) : isDroppedByAll(Finding, Of);
}

//===-- Threads in members -----------------------------------------------------===//

const ProgramFacts::OpenMember *Settler::questionOf(const ProgramFacts::Entity &Field) const {
  const auto At = find_if(Asked.Members, [&](const ProgramFacts::OpenMember &Each) {
    return areSame(All.entity(Each.Field), Field);
  });
  return At == Asked.Members.end() ? nullptr : &*At;
}

/// Lets the note at the declaration of the destructor point to its body.
void Settler::showBody(ClangTidyError &Finding, const ProgramFacts::OpenMember &Question) {
  const FilePlace *Body = Question.Destructor ? All.body(*Question.Destructor) : nullptr;
  if (!Body)
    return;
  for (DiagnosticMessage &Note : Finding.Notes)
    if (areSame(placeOf(Note, Finding), All.entity(*Question.Destructor).Declared))
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

bool Settler::isUnjoined(ClangTidyError &Finding, const ProgramFacts::Entity &Field) {
  const ProgramFacts::OpenMember *Question = questionOf(Field);
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

std::optional<size_t> Settler::numberOf(const ProgramFacts::Entity &Function,
                                        ArrayRef<size_t> Among) const {
  const auto *At = find_if(Among, [&](size_t Each) { return areSame(All.entity(Each), Function); });
  return At == Among.end() ? std::nullopt : std::optional(*At);
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
bool Settler::isWork(ClangTidyError &Finding, const ProgramFacts::Entity &Of) {
  const std::optional<size_t> Function = numberOf(Of, Asked.Futures);
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

/// Nobody looks at what a function returns, and more than one call could. A call of which nothing
/// is reported is meant so, as by NOLINT.
bool Settler::isDroppedByAll(ClangTidyError &Finding, const ProgramFacts::Entity &Of) {
  const std::optional<size_t> Function = numberOf(Of, Asked.Futures);
  if (Far != Sight::Program || !Function || !All.isOnly(*Function))
    return false;
  const std::vector<FilePlace> Drops = All.futures().dropsOf(*Function);
  if (Drops.size() < 2 || !all_of(Drops, [&](const FilePlace &At) { return Reported.has(At); }))
    return false;
  std::vector<DiagnosticMessage> Notes;
  for (const FilePlace &At : ArrayRef(Drops).take_front(MostCalls))
    Notes.push_back(note("dropped here", At));
  if (Drops.size() > MostCalls)
    Notes.push_back(
        note("and by " + counted(Drops.size() - MostCalls, "more call"), Drops[MostCalls]));
  // Before what can be done about it.
  Finding.Notes.insert(Finding.Notes.begin(), Notes.begin(), Notes.end());
  return true;
}

//===-- Functions that throw ---------------------------------------------------===//

std::optional<Throwers::Way> Settler::wayToThrow(const DiagnosticMessage &Condition,
                                                 const ClangTidyError &Finding) {
  const auto [What, Name] = WholeProgram::split(Condition.Message);
  const FilePlace At = isDispatch(Name) ? FilePlace() : placeOf(Condition, Finding);
  const auto Function = numberOf({Name.str(), At}, Asked.Calls);
  return Far == Sight::Unit || !Function
             ? std::nullopt
             : All.throwers().throwOf(*Function, What == WholeProgram::Throws);
}

/// What the note says of \p Step, which comes behind a call of \p Called.
std::string Settler::textOf(const Throwers::Step &Step, StringRef Called) const {
  const std::string Name = "'" + functionOf(All.entity(Step.Function).Name).str() + "'";
  if (!Step.IsRun)
    return "that calls " + Name + " here";
  if (Step.Others)
    return "that runs " + Name + ", or " +
           (Step.Others == 1 ? "another, which throws too"
                             : "one of " + counted(Step.Others, "other") + ", which throw too");
  return All.entity(Step.Function).Name == Called
             ? "nothing in the program overrides " + Name
             : "that runs " + Name + ", which alone overrides it in the program";
}

/// One of the functions that may throw does. Of several, the one that takes the fewest calls.
bool Settler::isThrown(ClangTidyError &Finding) {
  using Note = const DiagnosticMessage *;
  const Note Rest = find_if(
      Finding.Notes, [](const auto &Each) { return Each.Message == WholeProgram::InAnyCase; });
  std::optional<Throwers::Way> Way;
  Note First = Rest, Last = Rest;
  for (Note At = Finding.Notes.begin(), Next = At; At != Rest; At = Next) {
    Next = std::find_if(At + 1, Rest, [](const auto &Each) {
      return WholeProgram::isAboutThrows(WholeProgram::split(Each.Message).first);
    });
    auto Other = wayToThrow(*At, Finding);
    if (!Other || (Way && Way->Steps.size() <= Other->Steps.size()))
      continue;
    Way = std::move(Other);
    First = At + 1;
    Last = Next;
  }
  if (!Way || Rest == Finding.Notes.end())
    return false;
  Finding.Message.Message = First->Message;
  std::vector<DiagnosticMessage> Kept(First + 1, Last);
  StringRef Called = functionOf(WholeProgram::split((First - 1)->Message).second);
  for (const Throwers::Step &Each : Way->Steps) {
    Kept.push_back(note(textOf(Each, Called), Each.At));
    Called = functionOf(All.entity(Each.Function).Name);
  }
  Kept.push_back(note("thrown here", Way->Thrown));
  Kept.insert(Kept.end(), Rest + 1, Note(Finding.Notes.end()));
  Finding.Notes.assign(Kept.begin(), Kept.end());
  return true;
}

//===-- All of them ------------------------------------------------------------===//

static bool isAboutAllCalls(const ClangTidyError &Finding) {
  return WholeProgram::split(Finding.Notes.front().Message).first == WholeProgram::AllDrop;
}

void Settlement::add(UnitReport &Report) {
  Report.Number = Asked.size();
  Asked.push_back(All.add(Report.Facts, Report.Directory));
  Report.Facts = {};
}

void Settlement::settle(std::vector<UnitReport> &Reports, Sight Far) {
  for (UnitReport &Report : Reports)
    if (!Report.Number)
      add(Report);
  Places Reported;
  const auto SettleThose = [&](bool AboutAllCalls) {
    for (UnitReport &Report : Reports) {
      Settler Unit(Folder, All, Asked[*Report.Number], Reported, Far);
      for (ClangTidyError &Finding : Report.Conditional)
        if (!Finding.Notes.empty() && isAboutAllCalls(Finding) == AboutAllCalls &&
            Unit.holds(Finding))
          Report.Findings.push_back(std::move(Finding));
    }
  };
  SettleThose(/*AboutAllCalls=*/false);
  for (const UnitReport &Report : Reports)
    for (const ClangTidyError &Finding : Report.Findings)
      Reported.add(All.named({Finding.Message.FilePath, Finding.Message.FileOffset},
                             Finding.BuildDirectory));
  SettleThose(/*AboutAllCalls=*/true);
  for (UnitReport &Report : Reports) {
    Report.Conditional.clear();
    Report.Number.reset();
  }
}

} // namespace sc_lint
