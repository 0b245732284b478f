#include "DetachedThreadCheck.h"
#include "model/Expressions.h"
#include "support/GroupFixes.h"
#include "support/HeldThings.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral AllowInMainOption = "AllowInMain";
static constexpr llvm::StringLiteral AllowDaemonsOption = "AllowProcessLifetimeDaemons";
static constexpr llvm::StringLiteral WarnInWrappersOption = "WarnInWrappers";

DetachedThreadCheck::DetachedThreadCheck(StringRef Name, ClangTidyContext *Context,
                                         std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      AllowInMain(Options.get(AllowInMainOption, false)),
      AllowProcessLifetimeDaemons(Options.get(AllowDaemonsOption, true)),
      WarnInWrappers(Options.get(WarnInWrappersOption, true)) {}

void DetachedThreadCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, AllowInMainOption, AllowInMain);
  Options.store(Opts, AllowDaemonsOption, AllowProcessLifetimeDaemons);
  Options.store(Opts, WarnInWrappersOption, WarnInWrappers);
}

/// What may be gone while the work of \p Spawn, which \p Detach gives up, still uses it.
static std::vector<Held> mayDieFirst(const SpawnSite &Spawn, const DetachSite &Detach) {
  std::vector<Held> All = everythingHeld(Spawn);
  llvm::erase_if(All, [&](const Held &H) {
    const bool Object = H.How == Hold::This || H.OfThis;
    return Object ? H.KeptAlive || Detach.ObjectWaitsAt.isValid() : !H.Local;
  });
  return All;
}

/// A thread that is meant to run as long as the process, and holds nothing
/// that could go before the process does.
static bool isProcessLifetimeDaemon(const SpawnSite &Spawn) {
  return Spawn.Work.Endless && llvm::all_of(everythingHeld(Spawn), [](const Held &H) {
           return H.How == Hold::Value || H.Static;
         });
}

/// Somebody is told when the thread has ended, before what it holds may die: a
/// promise that is set then does as well as a join.
static bool isWaitedForElsewhere(const SpawnSite &Spawn) {
  return Spawn.Work.TellsAtExit &&
         llvm::none_of(everythingHeld(Spawn), [](const Held &H) { return H.DiesAt.isValid(); });
}

/// The thread was started elsewhere, and its holder gives it up as it goes.
static bool isRelease(const DetachSite &Detach) {
  return !Detach.In.ReleasedClass.empty() && Detach.Spawns.empty();
}

/// True if what \p Detach gives up is seen to be started, and \p Is true of all of it.
static bool areAll(const DetachSite &Detach, const Facts &Found,
                   llvm::function_ref<bool(const SpawnSite &)> Is) {
  return !Detach.Spawns.empty() &&
         llvm::all_of(Detach.Spawns, [&](size_t Index) { return Is(Found.Spawns[Index]); });
}

bool DetachedThreadCheck::isAllowed(const DetachSite &Detach, const Facts &Found) const {
  if (Detach.BeforeProcessEnd || Detach.In.OfOwner ||
      (!WarnInWrappers && Detach.In.OfWrapper && isRelease(Detach)))
    return true;
  if (areAll(Detach, Found, isWaitedForElsewhere))
    return true;
  if (!Detach.In.IsMain)
    return false;
  return AllowInMain ||
         (AllowProcessLifetimeDaemons && areAll(Detach, Found, isProcessLifetimeDaemon));
}

/// One line: what is wrong, and what to do.
static std::string message(const DetachSite &Detach, const std::vector<Held> &AtRisk) {
  if (Detach.What == DetachSite::Kind::Unsaid)
    return "say here why nothing waits for this work, or give it an owner, such as an 'sc::group'";
  if (Detach.What == DetachSite::Kind::Attribute)
    return "nothing waits for threads that start detached; create them joinable and join them";
  if (Detach.What == DetachSite::Kind::Pointer)
    return "nothing waits for threads that are detached; join them, or give them an owner, such as "
           "an 'sc::group'";
  if (isRelease(Detach))
    return (Detach.In.IsDestructor ? "the destructor of '" : "the assignment of '") +
           Detach.In.ReleasedClass +
           "' detaches a running thread, and nothing waits for it; join it there";
  const bool Leaks = Detach.What == DetachSite::Kind::Leak;
  const std::string What = Leaks ? "nothing can wait for this thread, whose handle leaks"
                                 : "nothing waits for this detached thread";
  const std::string Risk = AtRisk.empty() ? ""
                           : Leaks        ? ", and which may outlive " + quoted(AtRisk)
                                          : ", which may outlive " + quoted(AtRisk);
  return What + Risk + "; give it an owner, such as an 'sc::group'";
}

/// Says how \p H is held, and when it dies.
static std::string evidence(const Held &H, const SpawnSite &Spawn) {
  if (H.How == Hold::This)
    return "the thread uses 'this', and nothing keeps that object alive";
  const std::string How = howHeld(H).str();
  if (H.OfThis)
    return "the thread holds '" + H.Name + "' " + How + ", and nothing keeps its object alive";
  const std::string Where = Spawn.In.Function.empty() ? "" : " in '" + Spawn.In.Function + "'";
  return "the thread holds '" + H.Name + "' " + How + ", and '" + H.Name + "' dies with its scope" +
         Where;
}

/// True if one of \p AtRisk is a variable of the scope that starts the thread.
static bool usesScope(const std::vector<Held> &AtRisk) {
  return llvm::any_of(AtRisk, [](const Held &H) { return H.Local && !H.OfThis; });
}

/// Says that at \p Loc is waited for the work, by the counter or latch \p Name.
void DetachedThreadCheck::noteWait(SourceLocation Loc, llvm::StringRef Name,
                                   const SourceManager &Sources) {
  diag(writtenAt(Loc, Sources),
       "this waits until '%0' says that the work is done, which is before the thread has ended",
       DiagnosticIDs::Note)
      << Name;
}

void DetachedThreadCheck::reportDetach(const DetachSite &Detach, const Facts &Found,
                                       const SourceManager &Sources) {
  std::vector<Held> AtRisk;
  for (size_t Index : Detach.Spawns)
    for (const Held &H : mayDieFirst(Found.Spawns[Index], Detach))
      if (llvm::none_of(AtRisk, [&](const Held &Other) { return Other.Name == H.Name; }))
        AtRisk.push_back(H);
  diag(writtenAt(Detach.Loc, Sources), message(Detach, AtRisk));
  for (size_t Index : Detach.Spawns) {
    const SpawnSite &Spawn = Found.Spawns[Index];
    if (Detach.What != DetachSite::Kind::Leak)
      diag(writtenAt(Spawn.Loc, Sources), "started here", DiagnosticIDs::Note);
    for (const Held &H : mayDieFirst(Spawn, Detach))
      diag(writtenAt(H.Loc, Sources), evidence(H, Spawn), DiagnosticIDs::Note);
  }
  for (const HandWait &Wait : Found.HandWaits)
    if (Wait.What == HandWait::Kind::Counter && meet(Wait.Spawns, Detach.Spawns))
      noteWait(Wait.Loc, Wait.Name, Sources);
  if (Detach.ObjectWaitsAt.isValid())
    noteWait(Detach.ObjectWaitsAt, Detach.Counter, Sources);
  offer(writtenAt(Detach.Loc, Sources),
        GroupFixes(Found, Sources).forDetached(Detach, usesScope(AtRisk)));
}

void DetachedThreadCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const DetachSite &Detach : Found.Detaches)
    if (isReportable(Detach.Loc, Sources) && !isAllowed(Detach, Found))
      reportDetach(Detach, Found, Sources);
}

} // namespace clang::tidy::structured
