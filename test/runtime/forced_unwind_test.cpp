// Threads that end by pthread_exit and pthread_cancel: the C library unwinds their
// stack by an exception that is none, and that nobody may keep. With libstdc++ only:
// what libc++ catches of it, it cannot throw on.

#include <gtest/gtest.h>

#ifdef __GLIBCXX__

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <sc/any.h>
#include <sc/cached_thread.h>
#include <sc/channel.h>
#include <sc/cpu.h>
#include <sc/detached.h>
#include <sc/group.h>
#include <sc/scope.h>

#include "gate.h"
#include "terminated.h"

namespace {

/// Ends the calling thread, from some frames deep.
[[noreturn]] void leave_thread() { pthread_exit(nullptr); }

/// A task that says who it is, and waits until it is cancelled. It polls for that:
/// ThreadSanitizer loses track of a thread that is cancelled in a blocking call.
class idler {
 public:
  void operator()() {
    thread_ = pthread_self();
    running_.open();
    for (;;) {
      pthread_testcancel();
      sched_yield();
    }
  }
  void cancel() {
    running_.wait();
    ASSERT_EQ(pthread_cancel(thread_), 0);
  }

 private:
  pthread_t thread_{};
  gate running_;
};

TEST(ForcedUnwind, PthreadExitEndsTheTask) {
  sc::group tasks;
  tasks.go(leave_thread);
  tasks.wait();
  EXPECT_EQ(tasks.active(), 0u);
}

TEST(ForcedUnwind, PthreadCancelEndsTheTask) {
  sc::group tasks;
  idler one;
  tasks.go([&] { one(); });
  one.cancel();
  tasks.wait();
  EXPECT_EQ(tasks.active(), 0u);
}

TEST(ForcedUnwind, IsNoErrorAndNoReasonToStop) {
  std::atomic<int> heard{0};
  sc::group tasks(sc::on_error([&](const std::exception_ptr&) { ++heard; }));
  sc::task<void> left = tasks.spawn(leave_thread);
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::ok);
  EXPECT_EQ(left.state(), sc::task_state::skipped);
  EXPECT_THROW(left.get(), sc::result_unavailable);
  EXPECT_EQ(tasks.cause(), nullptr);
  EXPECT_TRUE(tasks.errors().empty());
  EXPECT_EQ(heard, 0);
}

TEST(ForcedUnwind, SiblingsGoOn) {
  sc::group tasks;
  idler one;
  gate cancelled;
  bool stopped = true;
  tasks.go([&] { one(); });
  tasks.go([&](const sc::stop_token& stop) {
    cancelled.wait();
    stopped = stop.stop_requested();
  });
  one.cancel();
  while (tasks.active() > 1) sched_yield();  // Until that task has ended.
  cancelled.open();
  tasks.wait();
  EXPECT_FALSE(stopped);
}

#ifndef __SANITIZE_THREAD__  // Which loses track of a thread that is cancelled in a blocking call.
TEST(ForcedUnwind, WhileItWaitsAtAChannelLeavesThat) {
  auto [out, in] = sc::channel<int>(0);
  sc::group tasks;
  std::atomic<pthread_t> waiting{};
  gate running;
  tasks.go([&, in = in.clone()] {
    waiting = pthread_self();
    running.open();
    static_cast<void>(in.receive());
  });
  running.wait();
  ASSERT_EQ(pthread_cancel(waiting), 0);
  tasks.wait();
  EXPECT_FALSE(out.try_send(1));  // Nobody receives any more.
}
#endif

TEST(ForcedUnwind, DestroysWhatTheTaskHolds) {
  const auto held = std::make_shared<int>(1);
  sc::group tasks;
  sc::task<int> left = tasks.spawn(
      [held](std::shared_ptr<int> argument) -> int {
        const std::shared_ptr<int> local = argument;
        leave_thread();
      },
      held);
  tasks.wait();
  EXPECT_EQ(held.use_count(), 1);
}

TEST(ForcedUnwind, OfACachedThreadLeavesTheOthers) {
  const auto held = std::make_shared<int>(1);
  sc::group tasks(sc::cached_thread);
  sc::task<void> left = tasks.spawn([held] { leave_thread(); });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::ok);
  EXPECT_EQ(left.state(), sc::task_state::skipped);
  EXPECT_EQ(held.use_count(), 1);
  tasks.reset();
  int ran = 0;
  tasks.go([&] { ++ran; });
  tasks.wait();
  EXPECT_EQ(ran, 1);
}

class ForcedUnwindDeathTest : public testing::Test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(ForcedUnwindDeathTest, OfAThreadOfThePoolEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        const sc::no_inline nothing;
        sc::group tasks(sc::cpu);
        tasks.go(leave_thread);
        tasks.wait();  // May return before.
        for (;;) pause();
      },
      testing::ExitedWithCode(terminated), "");
}

TEST_F(ForcedUnwindDeathTest, UnderPropagateTerminateEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        sc::group tasks(sc::propagate::terminate);
        tasks.go(leave_thread);
        tasks.wait();
        _exit(1);
      },
      testing::ExitedWithCode(terminated), "");
}

TEST(ForcedUnwind, DestroysThreadLocals) {
  struct counts {
    std::atomic<int>* ended = nullptr;
    ~counts() {
      if (ended) ++*ended;
    }
  };
  std::atomic<int> ended{0};
  sc::group tasks;
  tasks.go([&] {
    thread_local counts local;
    local.ended = &ended;
    leave_thread();
  });
  tasks.wait();
  EXPECT_EQ(ended, 1);
}

TEST(ForcedUnwind, WhatWaitsForThePlaceRuns) {
  sc::group tasks(sc::limit{1});
  idler one;
  int ran = 0;
  tasks.go([&] { one(); });
  tasks.go([&] { ++ran; });
  tasks.go(leave_thread);
  tasks.go([&] { ++ran; });
  one.cancel();
  tasks.wait();
  EXPECT_EQ(ran, 2);
}

TEST(ForcedUnwind, GroupIsUsableAfterwards) {
  sc::group tasks;
  tasks.go(leave_thread);
  tasks.wait();
  tasks.reset();
  sc::task<int> one = tasks.spawn([] { return 1; });
  tasks.wait();
  EXPECT_EQ(one.get(), 1);
}

TEST(ForcedUnwind, GroupOnTheStackOfTheTaskIsWaitedFor) {
  sc::group tasks;
  gate left;
  std::atomic<bool> inner_ended{false};
  tasks.go([&] {
    sc::group inner;
    inner.go([&] {
      left.wait();
      inner_ended = true;
    });
    struct opens {
      gate* opened;
      ~opens() { opened->open(); }
    } const at_the_end{&left};
    leave_thread();
  });
  tasks.wait();
  EXPECT_TRUE(inner_ended);
}

TEST(ForcedUnwind, ScopeOnTheStackOfTheTaskIsStopped) {
  sc::group tasks;
  std::atomic<bool> stopped{false};
  tasks.go([&] {
    sc::scope([&](sc::group& inner) {
      inner.go([&](const sc::stop_token& stop) {
        gate told;
        const sc::stop_callback callback(stop, [&] { told.open(); });
        told.wait();
        stopped = true;
      });
      leave_thread();
    });
  });
  tasks.wait();
  EXPECT_TRUE(stopped);
}

TEST(ForcedUnwind, OfOneOfAnyLeavesItToTheOthers) {
  EXPECT_EQ(sc::any([]() -> int { leave_thread(); }, [] { return 2; }), 2);
}

TEST(ForcedUnwind, OfADetachedTaskIsNoError) {
  static std::atomic<int> errors{0};
  const auto before =
      sc::set_detached_error_handler([](const std::exception_ptr&, const char*) { ++errors; });
  gate destroyed;
  struct opens {
    gate* opened;
    ~opens() { opened->open(); }
  };
  sc::detached("leaves its thread",
               [held = std::unique_ptr<opens>(new opens{&destroyed})] { leave_thread(); });
  destroyed.wait();
  sc::set_detached_error_handler(before);
  EXPECT_EQ(errors, 0);
}

}  // namespace

#endif
