// go() from threads that are no tasks of the group, while its wait() ends: what was taken
// has run when that returns, and what was not taken is refused by group_closed.

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <sc/group.h>
#include <thread>

#include "policies.h"

namespace {

class CloseRace : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, CloseRace, every_policy(), name_of_policy);

/// Starts tasks until it is refused, some at most, and counts them.
class starter {
 public:
  starter(sc::group& tasks, std::atomic<int>& ran) : tasks_(tasks), ran_(ran) {}

  void operator()() {
    for (int i = 0; i < most_; ++i) {
      try {
        start(i);
      } catch (const sc::group_closed&) {
        return;
      }
    }
  }
  int taken() const { return taken_; }
  long held() const { return held_.use_count() - 1; }

 private:
  void start(int i) {
    const auto task = [this, held = held_] { ++ran_; };
    if (i % 3 == 0)
      tasks_.go(task);
    else if (i % 3 == 1)
      static_cast<void>(tasks_.spawn(task));
    else if (!tasks_.try_go(task))
      return;
    ++taken_;
  }

  static constexpr int most_ = 6;
  sc::group& tasks_;
  std::atomic<int>& ran_;
  const std::shared_ptr<int> held_ = std::make_shared<int>(0);
  int taken_ = 0;
};

TEST_P(CloseRace, WhatWasTakenHasRunAndTheRestIsRefused) {
  for (int round = 0; round < 100; ++round) {
    SCOPED_TRACE(round);
    sc::group tasks = group(sc::limit{round % 2 == 0 ? 2u : 1000u});
    std::atomic<int> ran{0};
    starter one(tasks, ran), other(tasks, ran);
    // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
    std::thread first(std::ref(one)), second(std::ref(other));
    for (int i = 0; i < round % 8; ++i) std::this_thread::yield();
    tasks.wait();
    const int ran_by_then = ran;
    first.join();
    second.join();
    EXPECT_EQ(ran_by_then, one.taken() + other.taken());
    EXPECT_EQ(ran, ran_by_then);
    EXPECT_EQ(one.held() + other.held(), 0);
    EXPECT_THROW(tasks.go([] {}), sc::group_closed);
  }
}

TEST_P(CloseRace, AllWhoWaitAgree) {
  for (int round = 0; round < 100; ++round) {
    SCOPED_TRACE(round);
    sc::group tasks = group();
    std::atomic<int> ran{0};
    starter one(tasks, ran);
    int seen = -1;
    // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
    std::thread starting(std::ref(one));
    // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
    std::thread waiting([&] {
      tasks.wait();
      seen = ran;
    });
    tasks.wait();
    const int ran_by_then = ran;
    waiting.join();
    starting.join();
    EXPECT_EQ(seen, ran_by_then);
    EXPECT_EQ(ran_by_then, one.taken());
  }
}

}  // namespace
