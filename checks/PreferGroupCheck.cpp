#include "PreferGroupCheck.h"
#include "model/Expressions.h"
#include "support/GroupFixes.h"

namespace clang::tidy::structured {

/// "'a'", "'a' and 'b'", or "'a', 'b' and 2 more".
static std::string named(llvm::ArrayRef<std::string> Names) {
  const size_t More = Names.size() > 3 ? Names.size() - 2 : 0;
  std::string Text = "'" + Names.front() + "'";
  for (size_t I = 1; I < Names.size() - More; ++I)
    Text += (I + 1 == Names.size() ? " and '" : ", '") + Names[I] + "'";
  return More ? Text + " and " + std::to_string(More) + " more" : Text;
}

/// True if a report of what else is made of a group by hand speaks of \p Site.
static bool isPartOfMore(const HandJoin &Site, const Facts &Found) {
  return llvm::any_of(Found.HandWaits,
                      [&](const HandWait &Wait) { return meet(Wait.Spawns, Site.Spawns); });
}

void PreferGroupCheck::reportDaemon(const HandDaemon &Site, const Facts &Found,
                                    const SourceManager &Sources) {
  const SourceLocation Loc = Found.Spawns[Site.Spawn].Loc;
  if (!isReportable(Loc, Sources))
    return;
  diag(writtenAt(Loc, Sources), "the thread '%0' of '%1' is told by '%2' to stop and joined by "
                                "hand; an 'sc::daemon' does both, also when the object ends")
      << Site.Name << Site.Class << Site.Flag;
  for (SourceLocation At : Site.ToldAt)
    diag(writtenAt(At, Sources), "told to stop here", DiagnosticIDs::Note);
  for (SourceLocation At : Site.JoinedAt)
    diag(writtenAt(At, Sources), "joined here", DiagnosticIDs::Note);
  offer(writtenAt(Loc, Sources), GroupFixes(Found, Sources).forDaemon(Site));
}

void PreferGroupCheck::report(const Facts &Found, const SourceManager &Sources) {
  for (const HandDaemon &Site : Found.HandDaemons)
    reportDaemon(Site, Found, Sources);
  for (const HandJoin &Site : Found.HandJoins) {
    if (!isReportable(Site.Loc, Sources) ||
        (isOn("structured-manual-waitgroup") && isPartOfMore(Site, Found)))
      continue;
    const std::vector<Fix> Fixes = GroupFixes(Found, Sources).forJoined(Site);
    attach(
        diag(writtenAt(Site.Loc, Sources),
             "%select{%select{the thread%s3 %2 %plural{1:is|:are}3|the threads in %2 are}1 started "
             "and joined by hand; a group, such as an 'sc::group', does both "
             "%plural{1:also if something in between fails|:in fewer lines}3|"
             "the work of the future%s3 %select{|in }1%2 is waited for by hand; a "
             "group, such as an 'sc::group', owns all of it, and gives its first error}0")
            << Site.Futures << Site.Many << named(Site.Holders)
            << (Site.Many ? 2 : unsigned(Site.Holders.size())),
        Fixes);
    for (size_t Index : Site.Spawns)
      if (const SourceLocation Loc = Found.Spawns[Index].Loc; Loc != Site.Loc)
        diag(writtenAt(Loc, Sources), "started here", DiagnosticIDs::Note);
    for (SourceLocation Loc : Site.JoinedAt)
      diag(writtenAt(Loc, Sources), "%select{joined|asked for}0 here", DiagnosticIDs::Note)
          << Site.Futures;
    offer(writtenAt(Site.Loc, Sources), Fixes);
  }
}

} // namespace clang::tidy::structured
