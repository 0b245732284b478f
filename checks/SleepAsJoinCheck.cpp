#include "SleepAsJoinCheck.h"
#include "model/Expressions.h"
#include "support/GroupFixes.h"

namespace clang::tidy::structured {

static constexpr llvm::StringLiteral WarnOnPollingOption = "WarnOnPolling";

SleepAsJoinCheck::SleepAsJoinCheck(StringRef Name, ClangTidyContext *Context,
                                   std::shared_ptr<ModelCache> Models)
    : StructuredCheck(Name, Context, std::move(Models)),
      WarnOnPolling(Options.get(WarnOnPollingOption, true)) {}

void SleepAsJoinCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  StructuredCheck::storeOptions(Opts);
  Options.store(Opts, WarnOnPollingOption, WarnOnPolling);
}

/// Nothing waits for this work, and it visibly ends, or may: a sleep cannot be
/// meant to wait for the end of what runs until it is told.
static bool isLeftToEnd(const SpawnSite &Spawn) {
  return Spawn.Lost && !Spawn.Work.Endless && !Spawn.Work.EndsWhenTold;
}

/// The work that \p Sleep waits for, or nothing if it is no hazard.
std::vector<size_t> SleepAsJoinCheck::sleptFor(const SleepSite &Sleep, const Facts &Found) const {
  if (!Sleep.Flag.empty() && !WarnOnPolling)
    return {};
  std::vector<size_t> Spawns = Sleep.Spawns;
  if (Sleep.SetAt.isInvalid())
    llvm::erase_if(Spawns, [&](size_t Index) { return !isLeftToEnd(Found.Spawns[Index]); });
  return Spawns;
}

static std::string message(const SleepSite &Sleep) {
  if (Sleep.SetAt.isValid())
    return "this loop sleeps until work that is started here changes '" + Sleep.Flag +
           "'; wait for the work itself: join it, or have it set a promise or count down a latch";
  if (!Sleep.Flag.empty())
    return "this loop sleeps until '" + Sleep.Flag +
           "' changes, in place of a wait for the work that is started here; give the work an "
           "owner, such as an 'sc::group', and wait for it";
  return "this sleep hopes that the work that is started here is done by then; give the work an "
         "owner, such as an 'sc::group', and wait for it";
}

void SleepAsJoinCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const SleepSite &Sleep : Found.Sleeps) {
    const std::vector<size_t> Spawns = sleptFor(Sleep, Found);
    if (Spawns.empty() || !isReportable(Sleep.Loc, Sources))
      continue;
    diag(Sleep.Loc, message(Sleep));
    if (Sleep.SetAt.isValid())
      diag(writtenAt(Sleep.SetAt, Sources), "changed here", DiagnosticIDs::Note);
    for (size_t Index : Spawns)
      diag(writtenAt(Found.Spawns[Index].Loc, Sources), "started here", DiagnosticIDs::Note);
    offer(Sleep.Loc, GroupFixes(Found, Sources).forSleep(Sleep));
  }
}

} // namespace clang::tidy::structured
