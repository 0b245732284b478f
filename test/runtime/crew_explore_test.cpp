// Who of a pool's workers is up, in many interleavings: nobody sleeps while there is
// work for him, and no more are woken than are wanted.
#ifdef SC_TEST_EXPLORE

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <sc/detail/crew.h>
#include <utility>
#include <vector>

#include "explore/expect.h"
#include "explore/explore.h"

namespace {

using explore::check;
using explore::expect_right;
using explore::explored_concurrency;
using explore::program;
template <class T>
using atomic = explored_concurrency::atomic<T>;
constexpr auto order = std::memory_order_seq_cst;

/// A pool of modelled workers, which do as those of cpu_pool do.
class pool {
 public:
  /// \p tasks will be pushed before it ends.
  pool(std::uint32_t wanted, int tasks, std::function<void(pool&)> task)
      : team_(wanted), to_do_(tasks), task_(std::move(task)) {}
  sc::detail::crew<explored_concurrency>& team() noexcept { return team_; }

  void push() {
    work_.fetch_add(1, order);
    team_.call();
  }
  bool is_work() const noexcept { return work_.load(order) != 0; }

  /// A worker, for whom somebody has joined in.
  void work() {
    bool has_worked = false;
    for (;;) {
      if (has_rested()) continue;
      if (take()) {
        team_.found();
        if (!std::exchange(has_worked, true)) ++worked_;
        run();
        team_.search();
      } else if (ending_.load(order)) {
        return team_.quit();
      } else {
        team_.sleep([this] {
          const bool awake = is_work() || ending_.load(order);
          looked_.fetch_add(1, order);
          return awake;
        });
      }
    }
  }
  /// A worker who is not there until he is asked for.
  void work_if_asked() {
    {
      std::unique_lock<explored_concurrency::mutex> lock(guard_);
      changed_.wait(lock, [this] { return asked_ != 0 || ended_; });
      if (asked_ == 0) return;
      --asked_;
    }
    work();
  }
  void ask() {
    team_.join_in();
    const std::lock_guard<explored_concurrency::mutex> lock(guard_);
    ++asked_;
    changed_.notify_all();
  }

  /// For a task: waits until so many are there at the same time.
  void meet(int tasks) {
    std::unique_lock<explored_concurrency::mutex> lock(guard_);
    ++here_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return here_ == tasks; });
  }
  void until_ended() {
    std::unique_lock<explored_concurrency::mutex> lock(guard_);
    changed_.wait(lock, [this] { return ended_; });
  }
  /// Until so many workers have looked for the last time before they sleep.
  void until_asleep(int workers) {
    while (looked_.load(order) < workers) explored_concurrency::pause();
  }

  void check_all_ran() {
    check(to_do_ == 0 && !is_work(), "all tasks ran");
    check(!team_.is_idle(), "nobody sleeps or looks");
    team_.join_in();
    check(!team_.is_crowded(), "and nobody is up");
    team_.quit();
  }
  int worked() const noexcept { return worked_; }

 private:
  bool has_rested() {
    return !ending_.load(order) && team_.sleep_if_crowded([this] {
      const bool awake = ending_.load(order) || (is_work() && !team_.is_complete());
      looked_.fetch_add(1, order);
      return awake;
    });
  }
  bool take() {
    int seen = work_.load(order);
    while (seen != 0)
      if (work_.compare_exchange_weak(seen, seen - 1, order)) return true;
    return false;
  }
  void run() {
    task_(*this);
    if (--to_do_ != 0) return;
    ending_.store(true, order);
    team_.call_all();
    const std::lock_guard<explored_concurrency::mutex> lock(guard_);
    ended_ = true;
    changed_.notify_all();
  }

  sc::detail::crew<explored_concurrency> team_;
  atomic<int> work_{0}, looked_{0};
  atomic<bool> ending_{false};
  int to_do_, worked_ = 0;
  const std::function<void(pool&)> task_;

  explored_concurrency::mutex guard_;
  explored_concurrency::condition changed_;
  int asked_ = 0, here_ = 0;
  bool ended_ = false;
};

void add_workers(program& p, pool* to, int count) {
  for (int i = 0; i < count; ++i) to->team().join_in();
  for (int i = 0; i < count; ++i) p.thread([=] { to->work(); });
  p.at_end([=] { to->check_all_ran(); });
}

constexpr auto short_task = [](pool&) {};
constexpr auto two_meet = [](pool& in) { in.meet(2); };

//-- Calling --------------------------------------------------------------------------

TEST(CrewExplored, NoWorkIsLeftWhileAllSleep) {
  for (const std::uint32_t wanted : {1U, 2U})
    expect_right([=](program& p) {
      auto* const all = p.make<pool>(wanted, 3, short_task);
      add_workers(p, all, 2);
      p.thread([=] {
        all->push();
        all->push();
      });
      p.thread([=] { all->push(); });
    });
}

TEST(CrewExplored, OneSleeperIsCalledByOneOfTwo) {
  expect_right([](program& p) {
    auto* const all = p.make<pool>(1U, 2, short_task);
    add_workers(p, all, 1);
    for (int i = 0; i < 2; ++i) p.thread([=] { all->push(); });
  });
}

/// While one is at work another is woken for what else there is.
TEST(CrewExplored, AsManyWorkAsAreWanted) {
  expect_right([](program& p) {
    auto* const all = p.make<pool>(2U, 2, two_meet);
    add_workers(p, all, 2);
    for (int i = 0; i < 2; ++i) p.thread([=] { all->push(); });
  });
}

/// Whoever finds work calls the next, so that one call is enough for many.
TEST(CrewExplored, OneWakesTheNext) {
  expect_right([](program& p) {
    auto* const all = p.make<pool>(3U, 3, [](pool& in) { in.meet(3); });
    add_workers(p, all, 3);
    p.thread([=] {
      for (int i = 0; i < 3; ++i) all->push();
    });
  });
}

/// The task lasts until all are pushed, and one is to be up meanwhile.
TEST(CrewExplored, WhoIsWantedAloneWorksAlone) {
  expect_right([](program& p) {
    auto* const pushed = p.make<atomic<int>>(0);
    auto* const all = p.make<pool>(1U, 2, [=](pool&) {
      while (pushed->load(order) < 2) explored_concurrency::pause();
    });
    add_workers(p, all, 2);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        all->until_asleep(2);
        all->push();
        pushed->fetch_add(1, order);
      });
    p.at_end([=] { check(all->worked() == 1, "the other was not woken"); });
  });
}

/// So it is from the start on, when both are up.
TEST(CrewExplored, WhoIsNotWantedTakesNothing) {
  expect_right([](program& p) {
    auto* const pushed = p.make<atomic<int>>(0);
    auto* const running = p.make<int>(0);
    auto* const all = p.make<pool>(1U, 2, [=](pool&) {
      check(++*running == 1, "one works at a time");
      while (pushed->load(order) < 2) explored_concurrency::pause();
      --*running;
    });
    add_workers(p, all, 2);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        all->push();
        pushed->fetch_add(1, order);
      });
  });
}

//-- Blocking in the middle ----------------------------------------------------------------

/// A task that waits for another, and says so.
void step_out_and_meet(pool& in) {
  if (in.team().step_out()) in.ask();
  in.meet(2);
  in.team().step_in();
}

TEST(CrewExplored, WhoStepsOutIsReplacedByOneThatSleeps) {
  expect_right([](program& p) {
    auto* const all = p.make<pool>(1U, 2, step_out_and_meet);
    add_workers(p, all, 2);
    p.thread([=] { all->work_if_asked(); });
    p.thread([=] {
      all->push();
      all->push();
    });
  });
}

TEST(CrewExplored, WhoStepsOutAsksForAnotherIfNoneSleeps) {
  expect_right([](program& p) {
    auto* const all = p.make<pool>(1U, 2, step_out_and_meet);
    add_workers(p, all, 1);
    p.thread([=] { all->work_if_asked(); });
    p.thread([=] { all->work_if_asked(); });
    for (int i = 0; i < 2; ++i) p.thread([=] { all->push(); });
  });
}

/// Who waits for tasks from outside has one more of them run meanwhile.
TEST(CrewExplored, OneThatIsLentStandsInForWhoWaits) {
  expect_right([](program& p) {
    auto* const all = p.make<pool>(1U, 2, two_meet);
    add_workers(p, all, 2);
    p.thread([=] {
      all->push();
      all->push();
    });
    p.thread([=] {
      all->team().lend();
      if (all->is_work()) all->team().call();
      all->until_ended();
      all->team().take_back();
    });
  });
}

}  // namespace

#endif
