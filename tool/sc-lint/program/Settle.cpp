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
  Settler(Program &All, ArrayRef<ProgramFacts::OpenMember> Asked, Sight Far)
      : All(All), Asked(Asked), Far(Far) {}

  /// True if \p Finding holds, in the form that it then has.
  bool holds(ClangTidyError &Finding);

private:
  FilePlace placeOf(const DiagnosticMessage &Note, const ClangTidyError &Of) {
    return All.named({Note.FilePath, Note.FileOffset}, Of.BuildDirectory);
  }
  const ProgramFacts::OpenMember *questionAt(const FilePlace &Field) const;
  void showBody(ClangTidyError &Finding, const ProgramFacts::OpenMember &Question);
  static bool saysThatUnknown(ClangTidyError &Finding);

  Program &All;
  const ArrayRef<ProgramFacts::OpenMember> Asked;
  const Sight Far;
};

} // namespace

static bool areSame(const FilePlace &A, const FilePlace &B) {
  return A.Offset == B.Offset && A.File == B.File;
}

const ProgramFacts::OpenMember *Settler::questionAt(const FilePlace &Field) const {
  const auto *At = find_if(Asked, [&](const ProgramFacts::OpenMember &Each) {
    return areSame(All.declared(Each.Field), Field);
  });
  return At == Asked.end() ? nullptr : At;
}

/// Lets the note at the declaration of the destructor point to its body.
void Settler::showBody(ClangTidyError &Finding, const ProgramFacts::OpenMember &Question) {
  const FilePlace *Body = Question.Destructor ? All.body(*Question.Destructor) : nullptr;
  if (!Body)
    return;
  for (DiagnosticMessage &Note : Finding.Notes)
    if (areSame(placeOf(Note, Finding), All.declared(*Question.Destructor))) {
      Note.FilePath = Body->File;
      Note.FileOffset = Body->Offset;
      Note.Ranges.clear();
    }
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

bool Settler::holds(ClangTidyError &Finding) {
  const ProgramFacts::OpenMember *Question = questionAt(placeOf(Finding.Notes.front(), Finding));
  Finding.Notes.erase(Finding.Notes.begin());
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

void settle(std::vector<UnitReport> &Reports, StringRef Folder, Sight Far) {
  Program All(Folder);
  std::vector<std::vector<ProgramFacts::OpenMember>> Asked;
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
