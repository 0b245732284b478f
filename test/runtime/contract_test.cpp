// The hard contract of sc::group, a test or more for each of its points, which are those
// of docs/runtime/contract.md. Point 11 is what the sanitizers say about all of them.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <sc/cached_thread.h>
#include <sc/cpu.h>
#include <sc/group.h>
#include <sc/this_task.h>
#include <sc/virtual_clock.h>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include "failure.h"
#include "gate.h"
#include "policies.h"
#include "terminated.h"

namespace {

using namespace std::chrono_literals;

class Contract : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, Contract, every_policy(), name_of_policy);

/// Of tasks that wait for each other.
class ContractOfTasksThatBlock : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, ContractOfTasksThatBlock, policies_that_let_tasks_block(),
                         name_of_policy);

class ContractDeathTest : public under_a_policy {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};
INSTANTIATE_TEST_SUITE_P(Policy, ContractDeathTest, every_policy(), name_of_policy);

/// Waits as tasks do for each other: on `cpu`, another thread goes on meanwhile.
void wait_in_task(gate& opened) {
  const sc::blocking region;
  opened.wait();
}
void until_stopped_in_task(const sc::stop_token& stop) {
  const sc::blocking region;
  until_stopped(stop);
}

//-- 1: wait returns when all has ended ------------------------------------------------

TEST_P(Contract, WaitReturnsWhenTasksHaveEnded) {
  sc::group tasks = group();
  std::atomic<int> running{0}, ran{0};
  for (int i = 0; i < 20; ++i)
    tasks.go([&] {
      ++running;
      tasks.go([&] { ++ran; });
      std::this_thread::yield();
      --running;
    });
  tasks.wait();
  EXPECT_EQ(running, 0);
  EXPECT_EQ(ran, 20);
  EXPECT_EQ(tasks.active(), 0u);
}

TEST(ContractOfOwnThreads, WaitReturnsWhenTheyHaveEnded) {
  struct last_word {
    std::atomic<int>* ended = nullptr;
    ~last_word() {
      if (ended) ++*ended;
    }
  };
  std::atomic<int> ended{0};
  sc::group tasks;
  for (int i = 0; i < 20; ++i)
    tasks.go([&] {
      static thread_local last_word word;
      word.ended = &ended;
    });
  tasks.wait();
  EXPECT_EQ(ended, 20);  // thread_locals and all.
}

/// What must end before a wait returns. It gives one that does not wait for it the
/// time to return, and tells whether that one did.
class last_step {
 public:
  void run() {
    returned_early_ = wait_returned_.get_future().wait_for(std::chrono::milliseconds(200)) ==
                      std::future_status::ready;
    ended_.open();
  }
  void expect_before_wait_returns(sc::group& tasks) {
    tasks.wait();
    wait_returned_.set_value();
    ended_.wait();
    EXPECT_FALSE(returned_early_);
  }

 private:
  std::promise<void> wait_returned_;
  gate ended_;
  bool returned_early_ = false;
};
struct runs_it_at_its_end {
  explicit runs_it_at_its_end(last_step* what) : step(what) {}
  runs_it_at_its_end(runs_it_at_its_end&& other) noexcept : step(std::exchange(other.step, nullptr)) {}
  ~runs_it_at_its_end() {
    if (step) step->run();
  }
  last_step* step;
};

TEST(ContractOfOwnThreads, WaitReturnsAfterTheLastThreadLocalIsDestroyed) {
  last_step step;
  sc::group tasks;
  tasks.go([&] { static thread_local const runs_it_at_its_end word(&step); });
  step.expect_before_wait_returns(tasks);
}

TEST(ContractOfThreads, WaitReturnsAfterTheLastCallableIsDestroyed) {
  for (const bool own_thread : {true, false}) {
    last_step step;
    sc::group tasks;
    auto task = [word = runs_it_at_its_end(&step)] {};
    if (own_thread)
      tasks.go(std::move(task));
    else
      tasks.go(sc::cached_thread, std::move(task));
    step.expect_before_wait_returns(tasks);
  }
}

TEST_P(Contract, WaitReturnsWhenCallablesAreDestroyed) {
  const auto captured = std::make_shared<int>(1);
  sc::group tasks = group(sc::limit{1});
  for (int i = 0; i < 5; ++i) tasks.go([captured] {});
  tasks.go([captured] { fail("one"); });
  for (int i = 0; i < 5; ++i) tasks.go([captured] {});
  EXPECT_EQ(message_of_wait(tasks), "one");
  EXPECT_EQ(captured.use_count(), 1);
}

//-- 2: the first error, with its type --------------------------------------------------

TEST_P(Contract, WaitRethrowsTheFirstWithItsType) {
  sc::group tasks = group();
  gate running;
  tasks.go([&](const sc::stop_token& stop) {
    running.open();
    until_stopped_in_task(stop);
    throw std::logic_error("second");
  });
  running.wait();
  tasks.go([] { fail("first"); });
  EXPECT_THROW(tasks.wait(), failure);
  const auto errors = tasks.errors();
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(message_of(errors[0]), "first");
  EXPECT_THROW(std::rethrow_exception(errors[1]), std::logic_error);
}

TEST_P(Contract, AnErrorNeedNotBeAnException) {
  sc::group tasks = group();
  tasks.go([] { throw 42; });
  EXPECT_THROW(tasks.wait(), int);
}

TEST_P(ContractOfTasksThatBlock, TheFirst64ErrorsAreKeptAndTheRestCounted) {
  constexpr int count = 70;
  sc::group tasks = group();
  gate all;
  std::atomic<int> here{0};
  for (int i = 0; i < count; ++i)
    tasks.go([&] {
      if (++here == count) all.open();
      all.wait();
      fail("many");
    });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
  EXPECT_EQ(tasks.errors().size(), 64u);
  EXPECT_EQ(tasks.dropped_errors(), 6u);
}

//-- 3: what stops the tasks ------------------------------------------------------------

TEST_P(Contract, FirstErrorStopsTheOthersAndDropsTheQueue) {
  sc::group tasks = group(sc::limit{2});
  gate running, go_on;
  std::atomic<bool> ran{false}, saw_stop{false};
  tasks.go([&](const sc::stop_token& stop) {
    running.open();
    until_stopped_in_task(stop);
    saw_stop = true;
  });
  running.wait();
  tasks.go([&] {
    wait_in_task(go_on);
    fail("stop");
  });
  tasks.go([&] { ran = true; });
  EXPECT_EQ(tasks.queued(), 1u);
  go_on.open();
  EXPECT_EQ(message_of_wait(tasks), "stop");
  EXPECT_TRUE(saw_stop);
  EXPECT_FALSE(ran);
  EXPECT_EQ(tasks.skipped(), 1u);
}

TEST_P(Contract, CancelStopsWhatRunsAndDropsTheQueue) {
  sc::group tasks = group(sc::limit{1});
  gate running;
  std::atomic<bool> ran{false}, saw_stop{false};
  tasks.go([&](const sc::stop_token& stop) {
    running.open();
    until_stopped_in_task(stop);
    saw_stop = true;
  });
  tasks.go([&] { ran = true; });
  running.wait();
  EXPECT_TRUE(tasks.cancel());
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_TRUE(saw_stop);
  EXPECT_FALSE(ran);
  EXPECT_EQ(tasks.skipped(), 1u);
}

TEST_P(Contract, ADeadlineStopsWhatRunsAndDropsTheQueue) {
  sc::virtual_clock clock;
  sc::group tasks = group(sc::limit{1}, sc::timeout{2s});
  gate running;
  std::atomic<bool> ran{false};
  tasks.go([&](const sc::stop_token& stop) {
    running.open();
    until_stopped_in_task(stop);
  });
  tasks.go([&] { ran = true; });
  running.wait();
  clock.advance(2s);
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
  EXPECT_FALSE(ran);
  EXPECT_EQ(tasks.skipped(), 1u);
}

TEST_P(Contract, AStopReachesTheGroupsInside) {
  sc::group outer = group();
  gate running;
  std::atomic<bool> ran{false};
  sc::outcome went = sc::outcome::ok;
  std::size_t skipped = 0;
  outer.go([&] {
    sc::group inner = group(sc::limit{1});
    inner.go([&](const sc::stop_token& stop) {
      running.open();
      until_stopped_in_task(stop);
    });
    inner.go([&] { ran = true; });
    went = inner.wait_nothrow();
    skipped = inner.skipped();
  });
  running.wait();
  outer.cancel();
  outer.wait();
  EXPECT_EQ(went, sc::outcome::cancelled);
  EXPECT_FALSE(ran);
  EXPECT_EQ(skipped, 1u);
}

TEST_P(Contract, WhatDoesNotLookAtTheStopRunsToItsEnd) {
  sc::group tasks = group();
  gate running, go_on;
  bool ended = false;
  tasks.go([&] {
    running.open();
    go_on.wait();
    ended = true;
  });
  running.wait();
  tasks.cancel();
  go_on.open();
  tasks.wait();
  EXPECT_TRUE(ended);
}

TEST_P(Contract, TheFirstReasonToStopIsTheCause) {
  using reason = void (*)(sc::group&, const sc::stop_source&, sc::virtual_clock&);
  const reason reasons[] = {
      [](sc::group& tasks, const sc::stop_source&, sc::virtual_clock&) {
        tasks.cancel(std::make_exception_ptr(failure("cancel")));
      },
      [](sc::group&, const sc::stop_source& source, sc::virtual_clock&) { source.request_stop(); },
      [](sc::group&, const sc::stop_source&, sc::virtual_clock& clock) { clock.advance(1s); },
  };
  for (const reason first : reasons) {
    sc::virtual_clock clock;
    const sc::stop_source source;
    sc::group tasks = group(sc::timeout{1s}, sc::parent{source.get_token()});
    gate running;
    tasks.go([&](const sc::stop_token& stop) {
      running.open();
      until_stopped_in_task(stop);
      fail("error");
    });
    running.wait();
    first(tasks, source, clock);
    const std::exception_ptr cause = tasks.cause();
    EXPECT_NE(cause, nullptr);
    for (const reason later : reasons) later(tasks, source, clock);
    EXPECT_EQ(message_of_wait(tasks), "error");
    EXPECT_EQ(tasks.cause(), cause);
  }
}

TEST_P(Contract, AnErrorIsTheCauseWhateverComesAfter) {
  sc::virtual_clock clock;
  const sc::stop_source source;
  sc::group tasks = group(sc::timeout{1s}, sc::parent{source.get_token()});
  tasks.go([] { fail("error"); });
  until_stopped(tasks.token());
  EXPECT_FALSE(tasks.cancel());
  source.request_stop();
  clock.advance(1s);
  EXPECT_EQ(message_of_wait(tasks), "error");
  EXPECT_EQ(message_of(tasks.cause()), "error");
}

//-- 4: success stops nothing -----------------------------------------------------------

TEST_P(Contract, SuccessNeverRequestsAStop) {
  sc::stop_token token;
  {
    sc::group tasks = group(sc::limit{2});
    token = tasks.token();
    for (int i = 0; i < 5; ++i) tasks.go([] {});
    auto stopped = tasks.spawn([] { return sc::this_task::stop_requested(); });
    tasks.wait();
    EXPECT_FALSE(stopped.get());
    EXPECT_FALSE(token.stop_requested());
    EXPECT_EQ(tasks.cause(), nullptr);
  }
  EXPECT_FALSE(token.stop_requested());
}

//-- 5: go takes the task or throws -------------------------------------------------------

TEST_P(Contract, GoThrowsOrTakesTheTask) {
  struct cannot_be_copied {
    cannot_be_copied() = default;
    cannot_be_copied(const cannot_be_copied&) { fail("copy"); }
    void operator()() const {}
  };
  sc::group tasks = group();
  const cannot_be_copied task;
  EXPECT_THROW(tasks.go(task), failure);
  EXPECT_THROW(tasks.go(std::function<void()>()), std::invalid_argument);
  EXPECT_EQ(tasks.active(), 0u);
  bool ran = false;
  tasks.go([&] { ran = true; });
  tasks.wait();
  EXPECT_TRUE(ran);
}

TEST_P(Contract, AClosedGroupRefusesBeforeItMoves) {
  sc::group tasks = group();
  tasks.wait();
  bool ran = false;
  auto task = [owned = std::make_unique<int>(1), &ran] { ran = owned != nullptr; };
  EXPECT_THROW(tasks.go(std::move(task)), sc::group_closed);
  tasks.reset();
  tasks.go(std::move(task));  // NOLINT(bugprone-use-after-move): it was not moved from
  tasks.wait();
  EXPECT_TRUE(ran);
}

//-- 6: go runs nothing and waits for nothing ----------------------------------------------

TEST_P(Contract, GoNeverRunsTheTaskOnTheCallingThread) {
  const std::thread::id here = std::this_thread::get_id();
  std::atomic<bool> strayed{false};
  const auto look = [&] {
    if (std::this_thread::get_id() == here) strayed = true;
  };
  sc::group tasks = group();
  const sc::no_inline held;  // On `cpu`, wait() would run some.
  for (int i = 0; i < 100; ++i) {
    tasks.go(look);
    static_cast<void>(tasks.try_go(look));
    static_cast<void>(tasks.spawn(look));
    tasks.go_blocking(look);
    tasks.go_n(3, [&](std::size_t) { look(); });
  }
  tasks.wait();
  EXPECT_FALSE(strayed);
}

TEST_P(Contract, GoDoesNotWaitForAPlace) {
  for (const bool limited : {false, true}) {
    sc::group tasks = group();
    if (limited) tasks.set_limit(1);
    gate go_on;
    std::atomic<int> ran{0};
    tasks.go([&] { go_on.wait(); });
    for (int i = 0; i < 50; ++i) tasks.go([&] { ++ran; });
    if (limited) {
      EXPECT_EQ(ran, 0);
      EXPECT_EQ(tasks.queued(), 50u);
    }
    go_on.open();
    tasks.wait();
    EXPECT_EQ(ran, 50);
  }
}

TEST_P(Contract, GoBlockingWaitsForAPlace) {
  sc::group tasks = group(sc::limit{1});
  gate go_on;
  std::atomic<bool> ended{false};
  tasks.go([&] {
    go_on.wait();
    ended = true;
  });
  std::thread opener([&] { go_on.open(); });
  tasks.go_blocking([] {});
  EXPECT_TRUE(ended);
  opener.join();
  tasks.wait();
}

//-- 7: all at a time ---------------------------------------------------------------------

TEST_P(ContractOfTasksThatBlock, AllTasksMakeProgressAtATime) {
  constexpr int count = 100;
  sc::group tasks = group();
  std::atomic<int> here{0};
  gate all;
  for (int i = 0; i < count; ++i)
    tasks.go([&] {
      if (++here == count) all.open();
      all.wait();
    });
  tasks.wait();
  EXPECT_EQ(here, count);
}

//-- 8: a wait from inside ------------------------------------------------------------------

/// What \p f throws, which is an error of the system's.
template <class F>
std::error_code code_of(F f) {
  try {
    f();
  } catch (const std::system_error& e) {
    return e.code();
  }
  return {};
}

void expect_no_wait_from_here(sc::group& tasks) {
  const std::error_code deadlock = make_error_code(std::errc::resource_deadlock_would_occur);
  EXPECT_EQ(code_of([&] { tasks.wait(); }), deadlock);
  EXPECT_EQ(code_of([&] { static_cast<void>(tasks.wait_nothrow()); }), deadlock);
  EXPECT_EQ(code_of([&] { static_cast<void>(tasks.wait_until(std::chrono::steady_clock::now())); }),
            deadlock);
}

TEST_P(Contract, WaitFromInsideThrows) {
  sc::group tasks = group();
  std::atomic<int> ran{0};
  tasks.go([&] {
    expect_no_wait_from_here(tasks);
    tasks.go([&] { ++ran; });  // It is still open.
  });
  tasks.wait();
  EXPECT_EQ(ran, 1);
}

TEST_P(Contract, WaitFromADescendantThrows) {
  sc::group outer = group();
  std::atomic<int> ran{0};
  outer.go([&] {
    sc::group inner = group();
    inner.go([&] {
      expect_no_wait_from_here(outer);
      ++ran;
    });
    inner.wait();
  });
  outer.wait();
  EXPECT_EQ(ran, 1);
}

TEST_P(ContractDeathTest, DestroyingAGroupInItsTaskEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        auto* const tasks = new sc::group(how());
        tasks->go([=] { delete tasks; });
        for (;;) std::this_thread::yield();
      },
      testing::ExitedWithCode(terminated), "");
}

//-- 9: a group that nobody has waited for -------------------------------------------------

TEST_P(Contract, DestructorWaitsToo) {
  gate go_on;
  std::atomic<bool> ended{false}, stopped{false};
  const auto captured = std::make_shared<int>(1);
  {
    sc::group tasks = group();
    tasks.go([&, captured] {
      go_on.wait();
      stopped = sc::this_task::stop_requested();
      ended = true;
    });
    go_on.open();
  }
  EXPECT_TRUE(ended);
  EXPECT_FALSE(stopped);
  EXPECT_EQ(captured.use_count(), 1);
}

TEST_P(Contract, ErrorThatNobodyLooksAtCallsTheHandler) {
  static int calls;
  calls = 0;
  const auto before = sc::set_unobserved_handler([] { ++calls; });
  {
    sc::group tasks = group();
    tasks.go([] { fail("nobody looks"); });
  }
  EXPECT_EQ(calls, 1);
  {
    sc::group tasks = group();
    EXPECT_TRUE(tasks.errors().empty());  // Which is not to look at one that comes later.
    // NOLINTNEXTLINE(structured-control-flow-in-group): what is tested
    tasks.go([] { fail("nobody looks"); });
  }
  EXPECT_EQ(calls, 2);
  {
    sc::group tasks = group();
    tasks.go([] { fail("looked at"); });
    EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
  }
  {
    sc::group tasks = group();
    tasks.go([] {});
    tasks.cancel();
  }
  sc::set_unobserved_handler(before);
  EXPECT_EQ(calls, 2);
}

TEST_P(ContractDeathTest, ErrorThatNobodyLooksAtEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        sc::group tasks = group();
        tasks.go([] { fail("nobody looks"); });
      },
      testing::ExitedWithCode(terminated), "");
}

//-- 10: callables; for the allocations, fault_test.cpp ---------------------------------------

TEST_P(Contract, MoveOnlyAndMutableCallables) {
  sc::group tasks = group();
  int result = 0;
  tasks.go([owned = std::make_unique<int>(3), &result]() mutable { result = (*owned)++; });
  auto kept = tasks.spawn([n = 1]() mutable { return std::make_unique<int>(++n); });
  tasks.wait();
  EXPECT_EQ(result, 3);
  EXPECT_EQ(*kept.get(), 2);
}

}  // namespace
