#include "LostExceptionCheck.h"
#include "model/Expressions.h"
#include "model/WholeProgram.h"

namespace clang::tidy {

using structured::LostExceptionCheck;

template <> struct OptionEnumMapping<LostExceptionCheck::Evidence> {
  static llvm::ArrayRef<std::pair<LostExceptionCheck::Evidence, StringRef>> getEnumMapping() {
    static constexpr std::pair<LostExceptionCheck::Evidence, StringRef> Mapping[] = {
        {LostExceptionCheck::Evidence::Visible, "visible"},
        {LostExceptionCheck::Evidence::Any, "any"}};
    return Mapping;
  }
};

} // namespace clang::tidy

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral ThrowEvidenceOption = "ThrowEvidence";

LostExceptionCheck::LostExceptionCheck(StringRef Name, ClangTidyContext *Context,
                                       std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      ThrowEvidence(Options.get(ThrowEvidenceOption, Evidence::Visible)) {}

void LostExceptionCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, ThrowEvidenceOption, ThrowEvidence);
}

/// An exception of \p Spawn's work leaves its thread.
bool LostExceptionCheck::endsProgram(const SpawnSite &Spawn) const {
  const Throwing What = Spawn.Work.Throws.What;
  return Spawn.OwnThread &&
         What >= (ThrowEvidence == Evidence::Any ? Throwing::Maybe : Throwing::Known);
}

/// What a lambda throws itself is shown there, and what a thread's main loop
/// does; what a function throws may be, for others who call it, in order.
static bool throwsItself(const SpawnSite &Spawn, const SourceManager &Sources) {
  return (Spawn.Work.What == Callable::Kind::Lambda || Spawn.Work.Endless ||
          Spawn.Work.EndsWhenTold) &&
         Sources.isPointWithin(Sources.getExpansionLoc(Spawn.Work.Throws.Loc),
                               Sources.getExpansionLoc(Spawn.Work.Range.getBegin()),
                               Sources.getExpansionLoc(Spawn.Work.Range.getEnd()));
}

bool LostExceptionCheck::isNew(SourceLocation Loc, const SourceManager &Sources) {
  return isReportable(Loc, Sources) && Reported.insert(writtenAt(Loc, Sources)).second;
}

static std::string message(const ThrowEvidence &Throws, bool There) {
  const bool Thrown = Throws.What == Throwing::Visibly;
  std::string What = "its work";
  if (!Throws.Callee.empty() && (Thrown || There))
    What = "'" + Throws.Callee + "'";
  else if (There && !Thrown)
    What = "this call";
  return "nothing in this thread catches " +
         (There && Thrown ? "what is thrown here"
                          : "what " + What + (Thrown ? " throws" : " may throw")) +
         ", which ends the program; catch it in the work, or let an 'sc::group' carry it to who "
         "waits";
}

static constexpr char Plan[] =
    "let the error reach who waits: by the 'wait()' of an 'sc::group', or a promise";

void LostExceptionCheck::reportThrow(const SpawnSite &Spawn, const SourceManager &Sources) {
  const auto &Throws = Spawn.Work.Throws;
  const bool There = throwsItself(Spawn, Sources);
  const SourceLocation Loc = There ? Throws.Loc : Spawn.Loc;
  if (!isNew(Loc, Sources))
    return;
  diag(writtenAt(Loc, Sources), message(Throws, There));
  const bool Thrown = Throws.What == Throwing::Visibly;
  diag(writtenAt(There ? Spawn.Loc : Throws.Loc, Sources),
       There    ? "the thread is started here"
       : Thrown ? "thrown here"
                : "called here",
       DiagnosticIDs::Note);
  offer(writtenAt(Loc, Sources), byHand(Plan));
}

/// What holds if a function of another file throws.
void LostExceptionCheck::reportOpenCalls(const SpawnSite &Spawn, const SourceManager &Sources) {
  const std::vector<OpenCall> &Calls = Spawn.Work.OpenCalls;
  if (Calls.empty() || !isReportable(Spawn.Loc, Sources))
    return;
  const SourceLocation At = writtenAt(Spawn.Loc, Sources);
  diag(At, message({Throwing::Visibly, At, ""}, /*There=*/false));
  for (const OpenCall &Each : Calls) {
    diag(writtenAt(Each.Declared, Sources),
         WholeProgram::condition(WholeProgram::OwnThrows, Each.FullName), DiagnosticIDs::Note);
    diag(At, message({Throwing::Visibly, At, Each.Callee}, /*There=*/false), DiagnosticIDs::Note);
    diag(writtenAt(Each.Called, Sources), "'%0' is called here", DiagnosticIDs::Note)
        << Each.Callee;
  }
  diag(At, WholeProgram::InAnyCase, DiagnosticIDs::Note);
  offer(At, byHand(Plan));
}

void LostExceptionCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SpawnSite &Spawn : Found.Spawns) {
    if (Spawn.Lost) // A graver report speaks of it: nothing waits for it.
      continue;
    if (endsProgram(Spawn)) {
      reportThrow(Spawn, Sources);
      continue;
    }
    reportOpenCalls(Spawn, Sources);
    if (Spawn.Work.Swallows.isValid() && isNew(Spawn.Work.Swallows, Sources)) {
      diag(writtenAt(Spawn.Work.Swallows, Sources),
           "this drops every error of the work, so that nobody learns that it failed; hand the "
           "error over by a promise, or let an 'sc::group' carry it to who waits");
      diag(writtenAt(Spawn.Loc, Sources), "the work is started here", DiagnosticIDs::Note);
      offer(writtenAt(Spawn.Work.Swallows, Sources), byHand(Plan));
    }
  }
}

} // namespace clang::tidy::structured
