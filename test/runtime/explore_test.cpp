// The exploring scheduler itself: it finds what is wrong, and nothing in what is right.
#ifdef SC_TEST_EXPLORE

#include "explore/explore.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>

#include "explore/expect.h"

namespace {

using explore::expect_right;
using explore::explored_concurrency;
using explore::program;
template <class T>
using atomic = explored_concurrency::atomic<T>;
using mutex = explored_concurrency::mutex;
using condition = explored_concurrency::condition;
constexpr auto order = std::memory_order_seq_cst;

/// Finds \p failure, and finds it again in the same schedule alone.
void expect_wrong(const std::string& failure, const explore::body& what) {
  const explore::result r = explore::run(what);
  ASSERT_FALSE(r.ok) << "not found: " << failure;
  EXPECT_NE(r.report.find(failure), std::string::npos) << r.report;
  EXPECT_NE(r.report.find("schedule " + std::to_string(r.schedule) + ", strategy "), std::string::npos);
  const explore::result again = explore::run_one(r.schedule, what);
  EXPECT_FALSE(again.ok);
  EXPECT_EQ(again.report, r.report);
}

/// Finds \p failure, among others.
void expect_among(const std::string& failure, const explore::body& what) {
  for (std::uint64_t number = 0; number < 1000; ++number)
    if (explore::run_one(number, what).report.find(failure) != std::string::npos) return;
  ADD_FAILURE() << "not found: " << failure;
}

//-- A count --------------------------------------------------------------------

template <class Increment>
explore::body counts_to_three(Increment increment) {
  return [=](program& p) {
    auto* const count = p.make<atomic<int>>(0);
    for (int i = 0; i < 3; ++i) p.thread([=] { increment(*count); });
    p.at_end([=] { explore::check(count->load(order) == 3, "every increment counts"); });
  };
}

TEST(Explore, FindsALostUpdate) {
  expect_wrong("every increment counts", counts_to_three([](atomic<int>& count) {
                 count.store(count.load(order) + 1, order);
               }));
}

TEST(Explore, FindsNothingInAnUpdateThatIsOneStep) {
  expect_right(counts_to_three([](atomic<int>& count) { count.fetch_add(1, order); }));
}

TEST(Explore, FindsNothingInAnUpdateThatIsTriedAgain) {
  expect_right(counts_to_three([](atomic<int>& count) {
    int seen = count.load(order);
    while (!count.compare_exchange_weak(seen, seen + 1, order)) {}
  }));
}

TEST(Explore, FindsACompareExchangeThatMayFailForNoReason) {
  expect_wrong("nobody is in the way", [](program& p) {
    auto* const word = p.make<atomic<int>>(0);
    p.thread([=] {
      int expected = 0;
      explore::check(word->compare_exchange_weak(expected, 1, order), "nobody is in the way");
    });
  });
}

//-- A signal --------------------------------------------------------------------

struct signal {
  mutex guard;
  condition changed;
  bool given = false;
};

template <class Wait>
explore::body two_wait_for_a_signal(Wait wait) {
  return [=](program& p) {
    auto* const s = p.make<signal>();
    p.thread([=] { wait(*s); });
    p.thread([=] { wait(*s); });
    p.thread([=] {
      const std::lock_guard<mutex> lock(s->guard);
      s->given = true;
      s->changed.notify_all();
    });
  };
}

TEST(Explore, FindsAWakeUpThatIsLostSinceItCameFirst) {
  const auto blind = two_wait_for_a_signal([](signal& s) {
    std::unique_lock<mutex> lock(s.guard);
    s.changed.wait(lock);
  });
  expect_wrong("all threads wait for ever", blind);
  expect_wrong("on condition 1", blind);
}

TEST(Explore, FindsAWakeUpForNoReason) {
  expect_wrong("the signal was given", two_wait_for_a_signal([](signal& s) {
                 std::unique_lock<mutex> lock(s.guard);
                 if (!s.given) s.changed.wait(lock);
                 explore::check(s.given, "the signal was given");
               }));
}

TEST(Explore, FindsNothingInAWaitWithAPredicate) {
  expect_right(two_wait_for_a_signal([](signal& s) {
    std::unique_lock<mutex> lock(s.guard);
    s.changed.wait(lock, [&] { return s.given; });
    explore::check(s.given, "the signal was given");
  }));
}

TEST(Explore, FindsThatOneNoticeIsTooFewForTwo) {
  expect_wrong("all threads wait for ever", [](program& p) {
    auto* const s = p.make<signal>();
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        std::unique_lock<mutex> lock(s->guard);
        s->changed.wait(lock, [=] { return s->given; });
      });
    p.thread([=] {
      const std::lock_guard<mutex> lock(s->guard);
      s->given = true;
      s->changed.notify_one();
    });
  });
}

TEST(Explore, TimeRunsOutWhenNobodyComes) {
  expect_right([](program& p) {
    auto* const s = p.make<signal>();
    auto* const given = p.make<atomic<int>>(0);
    for (int i = 0; i < 3; ++i)
      p.thread([=] {
        std::unique_lock<mutex> lock(s->guard);
        const auto never = std::chrono::steady_clock::time_point();
        given->fetch_add(s->changed.wait_until(lock, never, [=] { return s->given; }), order);
      });
    p.at_end([=] { explore::check(given->load(order) == 0, "nobody gave it"); });
  });
}

TEST(Explore, ATimedWaitMayExpireOrNot) {
  const auto given_in_time = [](bool expected) {
    return [=](program& p) {
      auto* const s = p.make<signal>();
      p.thread([=] {
        std::unique_lock<mutex> lock(s->guard);
        const auto soon = std::chrono::steady_clock::time_point();
        const bool in_time = s->changed.wait_until(lock, soon, [=] { return s->given; });
        explore::check(in_time == expected, "as always");
      });
      p.thread([=] {
        const std::lock_guard<mutex> lock(s->guard);
        s->given = true;
        s->changed.notify_all();
      });
    };
  };
  expect_wrong("as always", given_in_time(true));
  expect_wrong("as always", given_in_time(false));
}

//-- The end of an object -----------------------------------------------------------

/// The last of three to leave destroys it.
struct shared {
  atomic<int> users{3};
  atomic<int> left{0};
};

template <class Leave>
explore::body last_one_destroys(Leave leave) {
  return [=](program& p) {
    auto* const s = new shared();  // NOLINT: what is tested is who deletes it.
    for (int i = 0; i < 3; ++i)
      p.thread([=] {
        if (leave(*s)) delete s;
      });
  };
}

TEST(Explore, FindsAnObjectTouchedAfterItWasGivenUp) {
  expect_wrong("uses atomic 2, which is gone", last_one_destroys([](shared& s) {
                 const bool last = s.users.fetch_sub(1, order) == 1;
                 s.left.fetch_add(1, order);
                 return last;
               }));
}

TEST(Explore, FindsNothingWhenItIsGivenUpLast) {
  expect_right(last_one_destroys([](shared& s) {
    s.left.fetch_add(1, order);
    return s.users.fetch_sub(1, order) == 1;
  }));
}

TEST(Explore, FindsAnObjectThatNobodyDestroys) {
  expect_wrong("atomic 1 is never destroyed", last_one_destroys([](shared& s) {
                 const int users = s.users.load(order);
                 s.users.store(users - 1, order);
                 return users == 1;
               }));
}

TEST(Explore, FindsAnObjectOfTheProgramUsedAfterItsEnd) {
  expect_wrong("which is gone", [](program& p) {
    auto* const flag = p.make<atomic<int>>(0);
    p.thread([=] { flag->store(1, order); });
    p.thread([=, &p] { p.destroy(flag); });
    p.thread([&p] { p.make<atomic<int>>(0); });  // Not in the place of the other.
  });
}

/// Counts to zero under a mutex that is gone when the waiter has seen it: a group
/// that is destroyed after its wait.
template <class Finish>
explore::body waiter_destroys(Finish finish) {
  struct join {
    mutex guard;
    condition changed;
    atomic<int> count{2};
  };
  return [=](program& p) {
    auto* const j = p.make<join>();
    for (int i = 0; i < 2; ++i) p.thread([=] { finish(*j); });
    p.thread([=, &p] {
      {
        std::unique_lock<mutex> lock(j->guard);
        j->changed.wait(lock, [=] { return j->count.load(order) == 0; });
      }
      p.destroy(j);
    });
  };
}

TEST(Explore, FindsADecrementThatIsFollowedByANotice) {
  const auto wrong = waiter_destroys([](auto& j) {
    if (j.count.fetch_sub(1, order) != 1) return;
    const std::lock_guard<mutex> lock(j.guard);
    j.changed.notify_all();
  });
  EXPECT_FALSE(explore::run(wrong).ok);
  expect_among("uses mutex 1, which is gone", wrong);
  expect_among("destroys mutex 1 while a thread waits for it", wrong);
  expect_among("destroys mutex 1 while it is locked", wrong);
}

TEST(Explore, FindsNothingInADecrementAndNoticeUnderTheLock) {
  expect_right(waiter_destroys([](auto& j) {
    const std::lock_guard<mutex> lock(j.guard);
    if (j.count.fetch_sub(1, order) == 1) j.changed.notify_all();
  }));
}

#ifdef __SANITIZE_ADDRESS__
TEST(ExploreDeathTest, WhatAddressSanitizerFindsIsInASchedule) {
  const auto frees_too_early = [](program& p) {
    auto* const users = p.make<atomic<int>>(2);
    int* const plain = new int(0);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        const bool last = users->fetch_sub(1, order) == 1;
        users->load(order);
        ++*plain;
        if (last) delete plain;
      });
  };
  EXPECT_DEATH(static_cast<void>(explore::run(frees_too_early)),
               "heap-use-after-free(.|\n)*explore: in schedule [0-9]+");
}
#endif

//-- Mutexes -------------------------------------------------------------------------

/// Two threads lock two mutexes, in the orders given.
explore::body lock_two(bool in_one_order) {
  return [=](program& p) {
    auto* const a = p.make<mutex>();
    auto* const b = p.make<mutex>();
    const auto both = [](mutex& first, mutex& second) {
      const std::lock_guard<mutex> outer(first);
      const std::lock_guard<mutex> inner(second);
    };
    p.thread([=] { both(*a, *b); });
    p.thread([=] { in_one_order ? both(*a, *b) : both(*b, *a); });
    p.thread([=] { both(*a, *b); });
  };
}

TEST(Explore, FindsTwoMutexesLockedInTwoOrders) {
  expect_wrong("to lock mutex 1", lock_two(false));
  expect_wrong("to lock mutex 2", lock_two(false));
}

TEST(Explore, FindsNothingInTwoMutexesLockedInOneOrder) { expect_right(lock_two(true)); }

TEST(Explore, FindsMisuseOfAMutex) {
  const auto first_of_two = [](auto first, auto second) {
    return [=](program& p) {
      auto* const m = p.make<mutex>();
      p.thread([=, &p] { first(*m, p); });
      p.thread([=, &p] { second(*m, p); });
    };
  };
  const auto nothing = [](mutex&, program&) {};
  const auto lock = [](mutex& m, program&) { m.lock(); };
  const auto unlock = [](mutex& m, program&) { m.unlock(); };
  const auto lock_and_unlock = [](mutex& m, program&) { const std::lock_guard<mutex> hold(m); };
  const auto lock_twice = [](mutex& m, program&) { m.lock(), m.lock(); };
  const auto destroy = [](mutex& m, program& p) { p.destroy(&m); };
  expect_wrong("which it has not locked", first_of_two(lock, unlock));
  expect_wrong("which it has locked already", first_of_two(lock_twice, nothing));
  expect_wrong("destroys mutex 1 while it is locked", first_of_two(lock, nothing));
  expect_among("destroys mutex 1 while it is locked", first_of_two(lock_and_unlock, destroy));
  expect_wrong("to lock mutex 1", first_of_two(lock, lock));
}

TEST(Explore, FindsAMutexDestroyedWhileAThreadWaitsForIt) {
  expect_among("while a thread waits for it", [](program& p) {
    auto* const m = p.make<mutex>();
    p.thread([=] { const std::lock_guard<mutex> hold(*m); });
    p.thread([=, &p] {
      m->lock();
      m->unlock();
      p.destroy(m);
    });
  });
}

TEST(Explore, FindsAConditionDestroyedWhileAThreadWaitsOnIt) {
  expect_among("while a thread waits on it", [](program& p) {
    auto* const guard = p.make<mutex>();
    auto* const changed = p.make<condition>();
    p.thread([=] {
      std::unique_lock<mutex> lock(*guard);
      changed->wait(lock);
    });
    p.thread([=, &p] { p.destroy(changed); });
  });
}

TEST(Explore, TryLockDoesNotWait) {
  expect_right([](program& p) {
    auto* const m = p.make<mutex>();
    auto* const inside = p.make<atomic<int>>(0);
    for (int i = 0; i < 3; ++i)
      p.thread([=] {
        if (!m->try_lock()) return;
        explore::check(inside->fetch_add(1, order) == 0, "alone");
        inside->fetch_sub(1, order);
        m->unlock();
      });
  });
}

//-- Few preemptions, many, and none -------------------------------------------------

/// Wrong only if one thread is interrupted twice, at places far apart, and another
/// once in between.
TEST(Explore, FindsWhatNeedsTwoPreemptions) {
  expect_wrong("the second look is as the first", [](program& p) {
    struct words {
      atomic<int> version{0}, other{0};
    };
    auto* const w = p.make<words>();
    p.thread([=] {
      const int first = w->version.load(order);
      for (int i = 0; i < 10; ++i) w->other.fetch_add(1, order);
      const int middle = w->version.load(order);
      for (int i = 0; i < 10; ++i) w->other.fetch_add(1, order);
      const int last = w->version.load(order);
      explore::check(first == middle || middle == last, "the second look is as the first");
    });
    p.thread([=] { w->version.fetch_add(1, order); });
    p.thread([=] { w->version.fetch_add(1, order); });
  });
}

/// Wrong only if one thread runs for long between two steps of another.
TEST(Explore, FindsWhatNeedsALongRunByPriorities) {
  const explore::result r = explore::run([](program& p) {
    auto* const word = p.make<atomic<int>>(0);
    p.thread([=] {
      for (int i = 0; i < 20; ++i) word->fetch_or(0, order);
      const int before = word->load(order);
      explore::check(word->load(order) < before + 50, "little happens meanwhile");
    });
    for (int t = 0; t < 2; ++t)
      p.thread([=] {
        for (int i = 0; i < 60; ++i) word->fetch_add(1, order);
      });
  });
  EXPECT_NE(r.report.find("strategy priorities"), std::string::npos) << r.report;
}

/// Wrong only if two threads take turns, more often than there are preemptions.
TEST(Explore, FindsWhatNeedsManySwitchesAtRandom) {
  const explore::result r = explore::run([](program& p) {
    auto* const turn = p.make<atomic<int>>(0);
    for (int t = 0; t < 2; ++t)
      p.thread([=] {
        for (int i = t; i < 10; i += 2) {
          int mine = i;
          if (!turn->compare_exchange_strong(mine, i + 1, order)) return;
        }
      });
    p.thread([] {});
    p.at_end([=] { explore::check(turn->load(order) < 10, "somebody misses a turn"); });
  });
  EXPECT_NE(r.report.find("strategy random"), std::string::npos) << r.report;
}

TEST(Explore, ASpinThatPausesLetsTheOthersGoOn) {
  expect_right([](program& p) {
    auto* const go_on = p.make<atomic<int>>(0);
    for (int i = 0; i < 2; ++i)
      p.thread([=] {
        while (go_on->load(order) == 0) explored_concurrency::pause();
      });
    p.thread([=] { go_on->store(1, order); });
  });
}

TEST(Explore, FindsALoopWithoutEnd) {
  expect_wrong("no end after 20000 steps", [](program& p) {
    auto* const go_on = p.make<atomic<int>>(0);
    p.thread([=] {
      while (go_on->load(order) == 0) explored_concurrency::pause();
    });
  });
}

//-- Exceptions ----------------------------------------------------------------------

TEST(Explore, FindsAnExceptionThatLeavesAThread) {
  expect_wrong("an exception leaves thread 1: of the thread", [](program& p) {
    p.thread([] { throw std::runtime_error("of the thread"); });
  });
}

TEST(Explore, ExceptionsOfTwoThreadsDoNotMix) {
  expect_right([](program& p) {
    auto* const word = p.make<atomic<int>>(0);
    for (int i = 1; i <= 3; ++i)
      p.thread([=] {
        try {
          throw i;
        } catch (int) {
          word->store(i, order);  // Others throw and catch here.
          try {
            throw;
          } catch (int again) {
            explore::check(again == i, "its own exception");
          }
        }
      });
  });
}

//-- What a schedule is -----------------------------------------------------------------

explore::body traced() {
  return [](program& p) {
    auto* const s = p.make<signal>();
    auto* const last = p.make<atomic<signal*>>(nullptr);
    for (int i = 0; i < 3; ++i)
      p.thread([=] {
        std::unique_lock<mutex> lock(s->guard);
        if (!s->given) s->changed.wait(lock);
        s->given = true;
        last->store(s, order);
      });
    p.thread([=] {
      while (!last->load(order)) {
        s->changed.notify_one();
        explored_concurrency::pause();
      }
      s->changed.notify_all();
    });
  };
}

TEST(Explore, OneNumberIsOneSchedule) {
  for (std::uint64_t number = 0; number < 1000; ++number) {
    const explore::result one = explore::run_one(number, traced());
    const explore::result again = explore::run_one(number, traced());
    ASSERT_FALSE(one.trace.empty());
    ASSERT_EQ(one.trace, again.trace) << number;
    ASSERT_EQ(one.schedule, number);
  }
}

TEST(Explore, AChoiceBelongsToTheSchedule) {
  const auto chooses = [](program& p) {
    p.thread([] { explore::check(!explore::one_in(1000), "not chosen"); });
  };
  expect_wrong("not chosen", chooses);
  EXPECT_GT(explore::run(chooses).schedule, 0U);
}

TEST(Explore, OtherNumbersAreOtherSchedules) {
  std::set<std::string> traces;
  for (std::uint64_t number = 0; number < 1000; ++number)
    traces.insert(explore::run_one(number, traced()).trace);
  EXPECT_GT(traces.size(), 500U);
}

TEST(Explore, ATraceNamesThreadOperationAndValue) {
  const explore::result r = explore::run_one(0, [](program& p) {
    auto* const word = p.make<atomic<int>>(-7);
    auto* const none = p.make<atomic<int*>>(nullptr);
    p.thread([=] {
      word->fetch_add(2, order);
      none->load(order);
    });
  });
  EXPECT_EQ(r.trace,
            "  thread 1: fetch_add atomic 1: -5, was -7\n"
            "  thread 1: load atomic 2: null\n"
            "  thread 1: end\n"
            "  thread 0: destroy atomic 2\n"
            "  thread 0: destroy atomic 1\n"
            "  thread 0: end\n");
}

/// Sets a variable of the environment while it lives.
class environment {
 public:
  environment(const char* variable, const char* value) : variable_(variable) {
    if (const char* const before = std::getenv(variable)) before_ = before;
    setenv(variable, value, 1);
  }
  environment(const environment&) = delete;
  environment& operator=(const environment&) = delete;
  ~environment() { before_ ? setenv(variable_, before_->c_str(), 1) : unsetenv(variable_); }

 private:
  const char* const variable_;
  std::optional<std::string> before_;
};

TEST(Explore, TheEnvironmentMayAskForMoreSchedules) {
  explore::options how;
  how.schedules = 10;
  const auto nothing = [](program& p) { p.thread([] {}); };
  {
    const environment more("SC_EXPLORE_SCHEDULES", "20");
    EXPECT_EQ(explore::run(nothing, how).schedule, 19U);
  }
  const environment fewer("SC_EXPLORE_SCHEDULES", "5");
  EXPECT_EQ(explore::run(nothing, how).schedule, 9U);
}

}  // namespace

#endif
