#pragma once

#include "Fix.h"
#include "checks/model/Facts.h"

namespace clang::tidy::structured {

/// Makes fixes of the rewrites of threads to a group of the runtime.
class GroupFixes {
public:
  GroupFixes(const Facts &Found, const SourceManager &Sources) : Found(Found), Sources(Sources) {}

  /// For threads, or futures, that a block starts and waits for. As a group they do what
  /// they did; that errors reach who waits is offered for review.
  std::vector<Fix> forJoined(const HandJoin &Site) const;

  /// For a thread that an object tells to stop, and joins.
  Fix forDaemon(const HandDaemon &Daemon) const;

  /// For work whose errors, or whose end, a function passes on by hand.
  std::vector<Fix> forWaited(const HandWait &Wait) const;

  /// For a thread that is not joined on every path.
  std::vector<Fix> forUnjoined(const UnjoinedThread &Thread) const;

  /// For threads that nothing waits for. \p OfScope: they use what their scope holds, so
  /// that it should be their owner.
  std::vector<Fix> forDetached(const DetachSite &Detach, bool OfScope) const;

  /// For a std::async whose future is dropped: that the scope waits at its end, and not the line
  /// itself. Nothing where that cannot be.
  std::optional<Fix> forDiscarded(const DiscardSite &Discard) const;

  /// For a sleep in place of a wait: what is slept for is started in a group, and waited for.
  Fix forSleep(const SleepSite &Sleep) const;

private:
  std::vector<Fix> forFutures(const HandJoin &Site) const;
  Fix inPlaceOf(const HandWait &Wait) const;
  const HandWait *replaceableWait(const std::vector<size_t> &Spawns) const;
  std::optional<Fix> forJoinedOnly(const HandWait &Wait, const std::string &Why) const;
  std::string whyNot(const Rewrite &To, llvm::ArrayRef<size_t> Spawns) const;
  Fix inPlaceOfSleep(const Rewrite &To) const;
  bool mayThrow(const Rewrite &To, llvm::ArrayRef<size_t> Spawns) const;
  Fix fix(FixTier Tier, std::string Effect, const Rewrite &To, bool Terminate) const;

  const Facts &Found;
  const SourceManager &Sources;
};

} // namespace clang::tidy::structured
