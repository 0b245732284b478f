#include "GroupFixes.h"
#include "Inclusions.h"

namespace clang::tidy::structured {

/// Why the group of \p To cannot own \p Spawns, or "".
std::string GroupFixes::whyNot(const Rewrite &To, llvm::ArrayRef<size_t> Spawns) const {
  if (!To.isPossible())
    return To.Withheld.empty() ? "where the group should be is a decision" : To.Withheld;
  const auto [File, Group] = Sources.getDecomposedLoc(To.GroupAt.getBegin());
  for (size_t Index : Spawns) {
    const SpawnSite &Spawn = Found.Spawns[Index];
    for (const std::vector<Held> *Things : {&Spawn.Work.Captures, &Spawn.Arguments})
      for (const Held &H : *Things) {
        const auto [In, Declared] = Sources.getDecomposedExpansionLoc(H.Declared);
        if (H.How != Hold::Value && H.Local && In == File && Declared > Group)
          return "'" + H.Name + "', which it holds " +
                 (H.How == Hold::Reference ? "by reference" : "by its address") +
                 ", would end before the group";
      }
  }
  return "";
}

bool GroupFixes::mayThrow(const Rewrite &To, llvm::ArrayRef<size_t> Spawns) const {
  return To.MayThrow || llvm::any_of(Spawns, [&](size_t I) {
           return Found.Spawns[I].Work.Throws.What != Throwing::Never;
         });
}

Fix GroupFixes::fix(FixTier Tier, std::string Effect, const Rewrite &To, bool Terminate) const {
  Fix Done{Tier, std::move(Effect), To.Edits};
  std::string Options;
  if (Terminate)
    Options = To.IsMember ? "{sc::propagate::terminate}" : "(sc::propagate::terminate)";
  if (!To.IsThere)
    Done.Edits.insert(Done.Edits.begin(), FixItHint::CreateReplacement(
                                              To.GroupAt, To.Before + "sc::group " + To.GroupName +
                                                              Options + ";" + To.After));
  Done.Include = inclusionOf("sc/group.h", Done.Edits, Sources);
  return Done;
}

std::vector<Fix> GroupFixes::forFutures(const HandJoin &Site) const {
  if (const std::string Why = whyNot(Site.ToGroup, Site.Spawns); !Why.empty())
    return {byHand("start the work in an 'sc::group' and wait for that; no fix, as " + Why)};
  const bool Throws = mayThrow(Site.ToGroup, Site.Spawns);
  const std::string &Change = Site.ToGroup.Change;
  return {fix(
      Throws || !Change.empty() ? FixTier::Review : FixTier::Safe,
      std::string("the work becomes tasks of a group") +
          (Throws ? ", and the first error comes out of 'wait()', after which none starts" : "") +
          (Change.empty() ? "" : "; " + Change),
      Site.ToGroup, /*Terminate=*/false)};
}

std::vector<Fix> GroupFixes::forJoined(const HandJoin &Site) const {
  if (Site.Futures)
    return forFutures(Site);
  if (const std::string Why = whyNot(Site.ToGroup, Site.Spawns); !Why.empty())
    return {byHand("start the threads in an 'sc::group' and wait for that; no fix, as " + Why)};
  const bool Throws = mayThrow(Site.ToGroup, Site.Spawns);
  const std::string &Change = Site.ToGroup.Change;
  const FixTier Tier = Change.empty() ? FixTier::Safe : FixTier::Review;
  const std::string More = Change.empty() ? "" : "; " + Change;
  std::vector<Fix> Fixes = {fix(Tier,
                                std::string("the threads become tasks of a group") +
                                    (Throws ? ", and an error in one still ends the program" : "") +
                                    More,
                                Site.ToGroup, Throws)};
  if (Throws)
    Fixes.push_back(fix(FixTier::Review,
                        "the same, and the first error of a task comes out of 'wait()'" + More,
                        Site.ToGroup, /*Terminate=*/false));
  if (whyNot(Site.ToResults, Site.Spawns).empty())
    Fixes.push_back(fix(FixTier::Review,
                        std::string("the threads become tasks of a group, and what they give are "
                                    "results") +
                            (Throws ? ", or the first error out of 'wait()'" : "") +
                            (Site.ToResults.Change.empty() ? "" : "; " + Site.ToResults.Change),
                        Site.ToResults, /*Terminate=*/false));
  return Fixes;
}

Fix GroupFixes::forDaemon(const HandDaemon &Daemon) const {
  const Rewrite &To = Daemon.ToDaemon;
  if (!To.isPossible())
    return byHand("start the work in an 'sc::daemon' and stop that; no fix, as " + To.Withheld);
  std::string Effect =
      "the thread becomes a daemon, which the end of '" + Daemon.Class + "' stops and waits for";
  if (mayThrow(To, Daemon.Spawn))
    Effect += ", and an error in it comes out of 'stop()'";
  if (To.Change.empty())
    Effect += "; a token, new with each start, stops it in place of '" + Daemon.Flag + "'";
  else
    Effect += "; " + To.Change;
  return {FixTier::Review, std::move(Effect), To.Edits,
          inclusionOf("sc/daemon.h", To.Edits, Sources)};
}

/// For threads that are joined too: what \p Wait waits with stays, as \p Why says.
std::optional<Fix> GroupFixes::forJoinedOnly(const HandWait &Wait, const std::string &Why) const {
  for (const HandJoin &Site : Found.HandJoins) {
    if (Site.Futures || !meet(Site.Spawns, Wait.Spawns))
      continue;
    const auto First = llvm::find_if(
        Found.HandWaits, [&](const HandWait &Each) { return meet(Each.Spawns, Site.Spawns); });
    if (&*First != &Wait || replaceableWait(Site.Spawns) ||
        !whyNot(Site.ToGroup, Site.Spawns).empty())
      continue;
    Fix Joined = forJoined(Site).front();
    Joined.Effect += "; '" + Wait.Name + "' stays, as " + Why;
    return Joined;
  }
  return std::nullopt;
}

/// What a group does in place of what \p Wait waits with.
Fix GroupFixes::inPlaceOf(const HandWait &Wait) const {
  const bool Counts = Wait.What == HandWait::Kind::Counter;
  const std::string &Change = Wait.ToGroup.Change, Place = ", in place of '" + Wait.Name + "'";
  std::string Effect = "the threads become tasks of a group";
  if (Counts)
    Effect += ", which waits until they have ended" + Place;
  if (!Counts || mayThrow(Wait.ToGroup, Wait.Spawns))
    Effect += ", and the first error of one comes out of 'wait()'" + (Counts ? "" : Place) +
              ", after which none starts";
  if (!Change.empty())
    Effect += "; " + Change;
  return fix(FixTier::Review, std::move(Effect), Wait.ToGroup, /*Terminate=*/false);
}

std::vector<Fix> GroupFixes::forWaited(const HandWait &Wait) const {
  const std::string Why = whyNot(Wait.ToGroup, Wait.Spawns);
  if (Why.empty())
    return {inPlaceOf(Wait)};
  if (std::optional<Fix> Joined = forJoinedOnly(Wait, Why))
    return {*std::move(Joined)};
  return {byHand("start the work in an 'sc::group' and wait for that; no fix, as " + Why)};
}

std::vector<Fix> GroupFixes::forUnjoined(const UnjoinedThread &Thread) const {
  const bool Endless = Found.Spawns[Thread.Spawn].Work.Endless;
  const std::string Why =
      Endless ? "it never ends, nor would the wait" : whyNot(Thread.ToGroup, Thread.Spawn);
  if (!Why.empty())
    return {byHand("join it on each path, or let an 'sc::group' do so; no fix, as " + Why)};
  const std::string &Change = Thread.ToGroup.Change;
  return {fix(FixTier::Review,
              "a group waits for the thread on every path, also where its end ended the program" +
                  (Change.empty() ? "" : "; " + Change),
              Thread.ToGroup, mayThrow(Thread.ToGroup, Thread.Spawn))};
}

Fix GroupFixes::inPlaceOfSleep(const Rewrite &To) const {
  return fix(FixTier::Review,
             "a group waits for the work in place of the sleep, and its first error comes out of "
             "'wait()'",
             To, /*Terminate=*/false);
}

Fix GroupFixes::forSleep(const SleepSite &Sleep) const {
  for (const DetachSite &Detach : Found.Detaches)
    if (Detach.ToGroup.Sleep == Sleep.Loc && Sleep.Loc.isValid() &&
        whyNot(Detach.ToGroup, Detach.ToGroup.Spawns).empty())
      return inPlaceOfSleep(Detach.ToGroup);
  return byHand("wait for the work itself, and take the sleep away; how long the work may take is "
                "for you to say");
}

/// A wait by hand for all of \p Spawns, of which a group can take the place, or null.
const HandWait *GroupFixes::replaceableWait(const std::vector<size_t> &Spawns) const {
  const auto At = llvm::find_if(Found.HandWaits, [&](const HandWait &Each) {
    return meet(Each.Spawns, Spawns) && whyNot(Each.ToGroup, Each.Spawns).empty();
  });
  return At != Found.HandWaits.end() ? &*At : nullptr;
}

std::vector<Fix> GroupFixes::forDetached(const DetachSite &Detach, bool OfScope) const {
  std::vector<Fix> Fixes;
  const std::vector<size_t> &Spawns =
      Detach.ToGroup.Spawns.empty() ? Detach.Spawns : Detach.ToGroup.Spawns;
  const std::string Plan = "decide who waits: a group of a scope, or of an object, or nobody, by "
                           "'sc::detached(\"reason\", ...)'";
  const Rewrite &Member = Detach.ToMember;
  if (!OfScope && Member.isPossible() &&
      (!Member.IsThere || Member.Terminates || !mayThrow(Member, Spawns)))
    Fixes.push_back(fix(FixTier::Review, "the object waits at its end for the thread", Member,
                        mayThrow(Member, Spawns)));
  else if (!OfScope)
    Fixes.push_back(
        byHand(Member.Withheld.empty() ? Plan : Plan + "; no fix, as " + Member.Withheld));
  else if (const std::string Why = whyNot(Detach.ToGroup, Spawns); !Why.empty())
    Fixes.push_back(byHand(Plan + "; no fix, as " + Why));
  else if (const HandWait *Wait = replaceableWait(Spawns))
    Fixes.push_back(inPlaceOf(*Wait));
  else if (Detach.ToGroup.Sleep.isValid())
    Fixes.push_back(inPlaceOfSleep(Detach.ToGroup));
  else
    Fixes.push_back(fix(FixTier::Review, "the scope waits at its end for the thread",
                        Detach.ToGroup, mayThrow(Detach.ToGroup, Spawns)));
  if (!Detach.ToDetached.empty())
    Fixes.push_back({FixTier::Manual, "nobody waits, for the reason that you fill in",
                     Detach.ToDetached, inclusionOf("sc/detached.h", Detach.ToDetached, Sources)});
  return Fixes;
}

std::optional<Fix> GroupFixes::forDiscarded(const DiscardSite &Discard) const {
  std::vector<size_t> Spawns;
  for (size_t I = 0; I < Found.Spawns.size(); ++I)
    if (Found.Spawns[I].Loc == Discard.Loc)
      Spawns.push_back(I);
  if (Spawns.empty() || !whyNot(Discard.ToGroup, Spawns).empty())
    return std::nullopt;
  return fix(FixTier::Review,
             "the work runs beside what follows, and the scope waits for it at its end",
             Discard.ToGroup, /*Terminate=*/false);
}

} // namespace clang::tidy::structured
