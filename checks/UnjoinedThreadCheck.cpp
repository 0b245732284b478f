#include "UnjoinedThreadCheck.h"
#include "model/Expressions.h"
#include "model/WholeProgram.h"
#include "support/GroupFixes.h"

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

/// One line: what is wrong, and what to do.
static std::string message(const UnjoinedThread &Thread, OnDrop Dropped) {
  const std::string Name = "'" + Thread.Holder.Name + "'";
  const bool Ends = Dropped == OnDrop::Terminates;
  const std::string Outcome =
      Ends ? ", which ends the program" : ", and then nothing waits for the thread";
  const std::string Advice = "or give the work an owner, such as an 'sc::group'";
  switch (Thread.How) {
  case UnjoinedThread::Kind::Temporary:
    return "this thread is destroyed as soon as it is made" + Outcome + "; keep it and join it, " +
           Advice;
  case UnjoinedThread::Kind::Replaced:
    return Name + " is given up while this thread may be running" + Outcome + "; join it before, " +
           Advice;
  case UnjoinedThread::Kind::Object:
    return (Thread.Many ? "the threads in " + Name + " may be running when their '"
                        : Name + " may be running when its '") +
           Thread.Class + "' is destroyed" + Outcome + (Thread.Many ? "; join them" : "; join it") +
           " in the destructor, " + Advice;
  default:
    break;
  }
  const std::string What = Thread.Many ? "the threads in " + Name : Name;
  const std::string Join = Thread.Many ? "; join them" : "; join it";
  if (!Thread.Ever)
    return "nothing joins " + What + " before its scope ends" + Outcome + Join + ", " + Advice;
  const bool Thrown = Thread.How == UnjoinedThread::Kind::Thrown;
  return What + (Thread.Many ? " are not joined " : " is not joined ") +
         (Thrown ? "when an exception leaves its scope" : "on every path out of its scope") +
         Outcome + Join + (Thrown ? " then too, " : " on each, ") + Advice;
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
  diag(At, message(Thread.If, Spawn.Dropped));
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

void UnjoinedThreadCheck::report(const Facts &Found, const SourceManager &Sources) {
  reportOpen(Found, Sources);
  for (const UnjoinedThread &Thread : Found.Unjoined) {
    const SpawnSite &Spawn = Found.Spawns[Thread.Spawn];
    // A detach is the graver report.
    if (!isWanted(Thread) || Spawn.Detached || !isReportable(Spawn.Loc, Sources))
      continue;
    diag(writtenAt(Spawn.Loc, Sources), message(Thread, Spawn.Dropped));
    showPath(Thread, Sources);
    offer(writtenAt(Spawn.Loc, Sources), GroupFixes(Found, Sources).forUnjoined(Thread));
  }
}

} // namespace clang::tidy::structured
