#include "UnjoinedThreadCheck.h"
#include "model/Expressions.h"
#include "model/WholeProgram.h"
#include "support/GroupFixes.h"
#include "support/UnjoinedMessage.h"

namespace clang::tidy {

using structured::UnjoinedThreadCheck;

template <> struct OptionEnumMapping<UnjoinedThreadCheck::Exceptions> {
  static llvm::ArrayRef<std::pair<UnjoinedThreadCheck::Exceptions, StringRef>> getEnumMapping() {
    static constexpr std::pair<UnjoinedThreadCheck::Exceptions, StringRef> Mapping[] = {
        {UnjoinedThreadCheck::Exceptions::Certain, "certain"},
        {UnjoinedThreadCheck::Exceptions::Any, "any"},
        {UnjoinedThreadCheck::Exceptions::Off, "off"}};
    return Mapping;
  }
};

} // namespace clang::tidy

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral ExceptionalPathsOption = "ExceptionalPaths";
static constexpr llvm::StringLiteral ReportUnknownOption = "ReportUnknown";

UnjoinedThreadCheck::UnjoinedThreadCheck(StringRef Name, ClangTidyContext *Context,
                                         std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      ExceptionalPaths(Options.get(ExceptionalPathsOption, Exceptions::Certain)),
      ReportUnknown(Options.get(ReportUnknownOption, false)) {}

void UnjoinedThreadCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, ExceptionalPathsOption, ExceptionalPaths);
  Options.store(Opts, ReportUnknownOption, ReportUnknown);
}

bool UnjoinedThreadCheck::isWanted(const UnjoinedThread &Thread) const {
  switch (Thread.Thrown.What) {
  case Throwing::Never:
    return true;
  case Throwing::Visibly:
    return ExceptionalPaths != Exceptions::Off;
  default:
    return ExceptionalPaths == Exceptions::Any;
  }
}

/// What happens at the end of the path.
static std::string ending(const UnjoinedThread &Thread) {
  const std::string Name = "'" + Thread.Holder.Name + "'";
  const std::string By = Thread.Macro.empty() ? "" : "'" + Thread.Macro + "' ";
  switch (Thread.How) {
  case UnjoinedThread::Kind::Return:
    return By + "returns here without joining " + Name;
  case UnjoinedThread::Kind::Replaced:
    return By.empty() ? Name + " is given up here" : By + "gives up " + Name + " here";
  case UnjoinedThread::Kind::Thrown:
    return "an exception leaves the scope of " + Name + " here";
  default:
    return "the scope of " + Name + " ends here without a join";
  }
}

static llvm::StringRef branching(Branching By) {
  switch (By) {
  case Branching::Case:
    return "this case is taken";
  case Branching::Fails:
    return "this condition does not hold";
  default:
    return "this condition holds";
  }
}

void UnjoinedThreadCheck::showClass(const UnjoinedThread &Thread) {
  const std::string It = Thread.Many ? "them" : "it";
  diag(Thread.End,
       Thread.HasDestructor ? "this destructor does not join " + It
                            : "'" + Thread.Class + "' has no destructor that joins " + It,
       DiagnosticIDs::Note);
  if (Thread.Joined.isValid())
    diag(Thread.Joined, "joined here, if that is called before", DiagnosticIDs::Note);
}

void UnjoinedThreadCheck::showPath(const UnjoinedThread &Thread, const SourceManager &Sources) {
  if (Thread.How == UnjoinedThread::Kind::Object)
    return showClass(Thread);
  if (Thread.Branch.isValid() && Thread.Branch != Thread.End)
    diag(Thread.Branch, branching(Thread.By), DiagnosticIDs::Note);
  const SourceLocation Thrown = writtenAt(Thread.Thrown.Loc, Sources);
  const bool ShowThrow = Thread.Thrown.What != Throwing::Never && Thrown != Thread.End;
  const bool Leaves = Thread.How == UnjoinedThread::Kind::Thrown;
  if (ShowThrow && !Leaves)
    diag(Thrown, "an exception is thrown here", DiagnosticIDs::Note);
  const bool Plain = !Thread.Ever && Thread.How == UnjoinedThread::Kind::Scope;
  if (Thread.End.isValid() && !Plain)
    diag(Thread.End, ending(Thread), DiagnosticIDs::Note);
  if (ShowThrow && Leaves && Thread.Thrown.What == Throwing::Visibly)
    diag(Thrown, "thrown here", DiagnosticIDs::Note);
}

/// One line: what is not known, and what would tell.
static std::string message(const OpenThread &Thread) {
  std::string Needed = "'" + Thread.Needed.front() + "'";
  if (Thread.Needed.size() > 1)
    Needed += " and " + std::to_string(Thread.Needed.size() - 1) + " more";
  return "this file does not show whether '" + Thread.If.Holder.Name + "' is joined before its '" +
         Thread.If.Class + "' is destroyed; see " + Needed;
}

/// What holds if nothing of the program joins it.
void UnjoinedThreadCheck::reportIf(const OpenThread &Thread, const Facts &Found,
                                   const SourceManager &Sources) {
  const SpawnSite &Spawn = Found.Spawns[Thread.If.Spawn];
  const SourceLocation At = writtenAt(Spawn.Loc, Sources);
  diag(At, unjoinedMessage(Thread.If, Spawn.Dropped));
  diag(writtenAt(Thread.If.Holder.Declared, Sources),
       WholeProgram::condition(WholeProgram::NothingJoins, Thread.Member), DiagnosticIDs::Note);
  if (ReportUnknown && !Thread.Public) {
    diag(At, WholeProgram::OrUnknown, DiagnosticIDs::Note);
    diag(At, message(Thread), DiagnosticIDs::Note);
  }
  showClass(Thread.If);
  offer(At, GroupFixes(Found, Sources).forUnjoined(Thread.If));
}

void UnjoinedThreadCheck::reportOpen(const Facts &Found, const SourceManager &Sources) {
  for (const OpenThread &Thread : Found.OpenThreads) {
    const SpawnSite &Spawn = Found.Spawns[Thread.If.Spawn];
    if (!isReportable(Spawn.Loc, Sources))
      continue;
    if (WholeProgram::isWanted())
      reportIf(Thread, Found, Sources);
    else if (ReportUnknown && !Thread.Public)
      diag(writtenAt(Spawn.Loc, Sources), message(Thread));
  }
}

/// What holds if functions of other files throw.
void UnjoinedThreadCheck::reportOpenThrows(const Facts &Found, const SourceManager &Sources) {
  if (ExceptionalPaths != Exceptions::Certain)
    return;
  for (const OpenThrow &Thrown : Found.OpenThrows) {
    const UnjoinedThread &First = Thrown.Cases.front().If;
    const SpawnSite &Spawn = Found.Spawns[First.Spawn];
    if (Spawn.Unjoined || Spawn.Detached || !isReportable(Spawn.Loc, Sources))
      continue;
    const SourceLocation At = writtenAt(Spawn.Loc, Sources);
    diag(At, unjoinedMessage(First, Spawn.Dropped));
    for (const OpenThrow::Case &Each : Thrown.Cases) {
      diag(writtenAt(Each.Call.Declared, Sources),
           WholeProgram::condition(WholeProgram::Throws, Each.Call.FullName), DiagnosticIDs::Note);
      diag(At, unjoinedMessage(Each.If, Spawn.Dropped, Each.Call.Callee), DiagnosticIDs::Note);
      showPath(Each.If, Sources);
    }
    diag(At, WholeProgram::InAnyCase, DiagnosticIDs::Note);
    offer(At, GroupFixes(Found, Sources).forUnjoined(First));
  }
}

void UnjoinedThreadCheck::report(const Facts &Found, const SourceManager &Sources) {
  reportOpen(Found, Sources);
  reportOpenThrows(Found, Sources);
  for (const UnjoinedThread &Thread : Found.Unjoined) {
    const SpawnSite &Spawn = Found.Spawns[Thread.Spawn];
    // A detach is the graver report.
    if (!isWanted(Thread) || Spawn.Detached || !isReportable(Spawn.Loc, Sources))
      continue;
    diag(writtenAt(Spawn.Loc, Sources), unjoinedMessage(Thread, Spawn.Dropped));
    showPath(Thread, Sources);
    offer(writtenAt(Spawn.Loc, Sources), GroupFixes(Found, Sources).forUnjoined(Thread));
  }
}

} // namespace clang::tidy::structured
