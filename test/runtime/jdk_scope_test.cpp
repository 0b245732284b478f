// The tests of the JDK's StructuredTaskScope (StructuredTaskScopeTest.java), by
// their names. A fork is a go or a spawn, a join is a wait, a subtask a task.
//
// What a group does differently; the tests of that name say how:
//   testForkConfined, testJoinConfined: it has no owner thread.
//   testCloseWithoutJoin2: its destructor waits, and stops nothing.
//   testJoinAfterJoin1, 2: a second join gives what the first gave.
//   testIsCancelledAfterClose: a success is not cancelled.
//   testJoinWithTimeout1-3: a wait that times out stops nothing.
//
// Not here:
//   no thread is interrupted: testForkAfterJoinInterrupted, testJoinAfterJoinInterrupted,
//     testInterruptJoin1, 2, testInterruptClose2;
//   no policy object decides how a scope ends: testOnForkThrows, testOnForkCancelsExecution,
//     testOnCompleteThrows, testOnCompleteCancelsExecution, testAllUntil1-7,
//     testAllSuccessfulOrThrow6, testAnySuccessfulOrThrow7, awaitAllSuccessfulOrThrow5,
//     testJoinerDefaultMethods, testJoinersWithUnavailableResult;
//   nor is it told of a timeout: testJoinInTimeout, testTimeoutInvoked, testTimeoutThrows;
//   no timeout of a whole scope: testForkAfterJoinTimeout, testAllSuccessfulOrThrow4,
//     testAnySuccessfulOrThrow6, testAwaitSuccessfulOrThrow4;
//   scopes nest by the language: testCloseThrowsStructureViolation, testCloseConfined;
//   no factories of threads, for which there are launch policies:
//     testForkCreatesVirtualThread, testForkUsesThreadFactory;
//   no thread to be had: testForkRejectedExecutionException is in fault_test.cpp;
//   no text of a scope or a subtask: testToString, testSubtaskToString;
//   no configuration object: testConfigFunctionThrows, testConfigMethods;
//   results are the caller's: testAllSuccessfulOrThrow5;
//   any() of nothing does not compile: testAnySuccessfulOrThrow1.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <sc/any.h>
#include <sc/group.h>
#include <sc/map.h>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "failure.h"
#include "gate.h"
#include "policies.h"

namespace {

using namespace std::chrono_literals;

class JdkScope : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, JdkScope, every_policy(), name_of_policy);

/// Of tasks that wait for each other, or for a stop.
class JdkScopeOfTasksThatBlock : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, JdkScopeOfTasksThatBlock, policies_that_let_tasks_block(),
                         name_of_policy);

std::string foo() { return "foo"; }
std::string bar() { return "bar"; }

template <class F>
void in_another_thread(F f) {
  std::thread other(f);
  other.join();
}

/// A scope that is cancelled once its first task has run.
sc::task<std::string> spawn_then_cancel(sc::group& tasks, std::string (*f)()) {
  sc::task<std::string> done = tasks.spawn([&tasks, f] {
    std::string result = f();
    tasks.cancel();
    return result;
  });
  until_stopped(tasks.token());
  return done;
}

//-- fork --------------------------------------------------------------------------

TEST_P(JdkScope, testForkConfined) {
  sc::group tasks = group();
  std::atomic<int> ran{0};
  in_another_thread([&] { tasks.go([&] { ++ran; }); });
  tasks.go([&] { tasks.go([&] { ++ran; }); });
  tasks.wait();
  EXPECT_EQ(ran, 2);
}

TEST_P(JdkScope, testForkAfterJoinCompleted1) {
  sc::group tasks = group();
  tasks.wait();
  EXPECT_THROW(tasks.go(bar), sc::group_closed);
}

TEST_P(JdkScope, testForkAfterJoinCompleted2) {
  sc::group tasks = group();
  tasks.go(foo);
  tasks.wait();
  EXPECT_THROW(tasks.go(bar), sc::group_closed);
  EXPECT_THROW(tasks.spawn(bar), sc::group_closed);
  EXPECT_THROW(static_cast<void>(tasks.try_go(bar)), sc::group_closed);
}

TEST_P(JdkScope, testForkAfterCancel2) {
  sc::group tasks = group();
  sc::task<std::string> one = spawn_then_cancel(tasks, foo);
  std::atomic<bool> ran{false};
  sc::task<std::string> other = tasks.spawn([&] {
    ran = true;
    return bar();
  });
  EXPECT_EQ(tasks.skipped(), 1u);
  tasks.wait();
  EXPECT_EQ(one.get(), "foo");
  EXPECT_EQ(other.state(), sc::task_state::skipped);
  EXPECT_FALSE(ran);
}

TEST_P(JdkScope, testForkAfterClose) {
  sc::group tasks = group();
  tasks.close();
  EXPECT_THROW(tasks.go(foo), sc::group_closed);
}

TEST_P(JdkScope, testNulls) {
  sc::group tasks = group();
  EXPECT_THROW(tasks.go(std::function<void()>()), std::invalid_argument);
  EXPECT_THROW(tasks.spawn(std::function<int()>()), std::invalid_argument);
  EXPECT_THROW(tasks.go(static_cast<void (*)()>(nullptr)), std::invalid_argument);
  tasks.wait();
}

//-- join --------------------------------------------------------------------------

TEST_P(JdkScope, testJoinWithNoSubtasks) {
  sc::group tasks = group();
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::ok);
}

TEST_P(JdkScopeOfTasksThatBlock, testJoinWithRemainingSubtasks) {
  gate running, go_on;
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn([&] {
    running.open();
    go_on.wait();
    return foo();
  });
  running.wait();
  EXPECT_EQ(tasks.active(), 1u);
  tasks.go([&] { go_on.open(); });
  tasks.wait();
  EXPECT_EQ(one.get(), "foo");
}

TEST_P(JdkScope, testJoinAfterJoin1) {
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn(foo);
  tasks.wait();
  for (int i = 0; i < 3; ++i) tasks.wait();
  EXPECT_EQ(one.get(), "foo");
}

TEST_P(JdkScope, testJoinAfterJoin2) {
  sc::group tasks = group();
  tasks.go([] { fail("foo"); });
  EXPECT_THROW(tasks.wait(), failure);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(message_of_wait(tasks), "foo");
}

TEST_P(JdkScopeOfTasksThatBlock, testJoinAfterJoinTimeout) {
  gate go_on;
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn([&] {
    go_on.wait();
    return foo();
  });
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(tasks.wait_until(std::chrono::steady_clock::now()));
  EXPECT_THROW(one.get(), sc::not_joined);
  go_on.open();
  tasks.wait();
  EXPECT_EQ(one.get(), "foo");
}

TEST_P(JdkScope, testJoinConfined) {
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn(foo);
  std::error_code in_a_task;
  tasks.go([&] {
    try {
      tasks.wait();
    } catch (const std::system_error& e) {
      in_a_task = e.code();
    }
  });
  in_another_thread([&] {
    tasks.wait();
    EXPECT_EQ(one.get(), "foo");
  });
  tasks.wait();
  EXPECT_EQ(in_a_task, std::errc::resource_deadlock_would_occur);
}

TEST_P(JdkScope, testJoinWhenCancelled) {
  sc::group tasks = group();
  sc::task<std::string> one = spawn_then_cancel(tasks, foo);
  sc::task<std::string> other = tasks.spawn([](const sc::stop_token& stop) {
    until_stopped(stop);
    return bar();
  });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_EQ(one.get(), "foo");
  EXPECT_EQ(other.state(), sc::task_state::skipped);
}

TEST_P(JdkScope, testJoinAfterClose) {
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn(foo);
  tasks.close();
  tasks.wait();
  EXPECT_EQ(one.get(), "foo");
}

//-- join with a timeout -------------------------------------------------------------

TEST_P(JdkScope, testJoinWithTimeout1) {
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn(foo);
  EXPECT_TRUE(tasks.wait_until(std::chrono::steady_clock::now() + 24h));
  EXPECT_FALSE(tasks.token().stop_requested());
  tasks.wait();
  EXPECT_EQ(one.get(), "foo");
}

TEST_P(JdkScopeOfTasksThatBlock, testJoinWithTimeout2) {
  gate go_on;
  sc::group tasks = group();
  tasks.go([&] { go_on.wait(); });
  const auto end = std::chrono::steady_clock::now() + 1ms;
  EXPECT_FALSE(tasks.wait_until(end));
  EXPECT_GE(std::chrono::steady_clock::now(), end);
  EXPECT_FALSE(tasks.token().stop_requested());
  go_on.open();
  tasks.wait();
}

TEST_P(JdkScopeOfTasksThatBlock, testJoinWithTimeout3) {
  gate go_on;
  sc::group tasks = group();
  tasks.go([&] { go_on.wait(); });
  EXPECT_FALSE(tasks.wait_until(std::chrono::steady_clock::now() - 1s));
  EXPECT_FALSE(tasks.wait_until(std::chrono::system_clock::now() - 1s));
  tasks.go([] {});  // Still open.
  go_on.open();
  tasks.wait();
}

//-- cancel --------------------------------------------------------------------------

TEST_P(JdkScopeOfTasksThatBlock, testCancelInterruptsThreads2) {
  gate started;
  std::atomic<bool> told{false};
  sc::group tasks = group();
  tasks.go([&](const sc::stop_token& stop) {
    started.open();
    until_stopped(stop);
    told = true;
  });
  started.wait();
  sc::task<std::string> other = spawn_then_cancel(tasks, bar);
  tasks.wait();
  EXPECT_TRUE(told);
  EXPECT_EQ(other.get(), "bar");
}

TEST_P(JdkScopeOfTasksThatBlock, testTimeoutInterruptsThreads) {
  gate started;
  std::atomic<bool> told{false};
  sc::group tasks = group();
  tasks.go([&](const sc::stop_token& stop) {
    started.open();
    until_stopped(stop);
    told = true;
    throw sc::cancelled();
  });
  started.wait();
  EXPECT_FALSE(tasks.wait_until(std::chrono::steady_clock::now()));
  tasks.cancel(std::make_exception_ptr(sc::deadline_exceeded()));
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_TRUE(told);
  EXPECT_THROW(std::rethrow_exception(tasks.cause()), sc::deadline_exceeded);
}

// Without the interrupt: a straggler that goes on after the stop is waited for.
TEST_P(JdkScopeOfTasksThatBlock, testInterruptClose1) {
  std::atomic<bool> done{false};
  gate started, go_on;
  {
    sc::group tasks = group();
    tasks.go([&](const sc::stop_token& stop) {
      started.open();
      until_stopped(stop);
      go_on.wait();
      done = true;
    });
    started.wait();
    spawn_then_cancel(tasks, bar);
    go_on.open();
  }
  EXPECT_TRUE(done);
}

//-- close ---------------------------------------------------------------------------

TEST_P(JdkScope, testCloseWithoutJoin1) { const sc::group nothing = group(); }

TEST_P(JdkScopeOfTasksThatBlock, testCloseWithoutJoin2) {
  sc::task<std::string> one;
  std::atomic<bool> stopped{true};
  gate go_on;
  {
    sc::group tasks = group();
    one = tasks.spawn([&](const sc::stop_token& stop) {
      go_on.wait();
      stopped = stop.stop_requested();
      return foo();
    });
    EXPECT_THROW(one.get(), sc::not_joined);
    go_on.open();
  }
  EXPECT_FALSE(stopped);
  EXPECT_EQ(one.get(), "foo");
}

TEST_P(JdkScope, testCloseAfterJoinThrows) {
  sc::task<int> one;
  {
    sc::group tasks = group();
    one = tasks.spawn([]() -> int { fail("foo"); });
    EXPECT_THROW(tasks.wait(), failure);
  }  // Its error was seen.
  EXPECT_THROW(one.get(), failure);
}

TEST_P(JdkScope, testIsCancelledAfterClose) {
  sc::stop_token token;
  {
    sc::group tasks = group();
    token = tasks.token();
    tasks.go(foo);
    EXPECT_FALSE(token.stop_requested());
  }
  EXPECT_FALSE(token.stop_requested());
}

//-- Subtasks ------------------------------------------------------------------------

TEST_P(JdkScope, testSubtaskWhenSuccess) {
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn(foo), other = tasks.spawn(foo);
  EXPECT_THROW(one.get(), sc::not_joined);
  in_another_thread([&] { EXPECT_THROW(one.get(), sc::not_joined); });
  tasks.wait();
  EXPECT_EQ(one.state(), sc::task_state::succeeded);
  EXPECT_EQ(one.get(), "foo");
  in_another_thread([&] { EXPECT_EQ(other.get(), "foo"); });
}

TEST_P(JdkScope, testSubtaskWhenFailed) {
  sc::group tasks = group();
  sc::task<int> one = tasks.spawn([]() -> int { fail("foo"); });
  EXPECT_THROW(one.get(), sc::not_joined);
  in_another_thread([&] { EXPECT_THROW(one.get(), sc::not_joined); });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
  EXPECT_EQ(one.state(), sc::task_state::failed);
  EXPECT_EQ(message_of([&] { one.get(); }), "foo");
  in_another_thread([&] { EXPECT_EQ(message_of([&] { one.get(); }), "foo"); });
}

TEST_P(JdkScopeOfTasksThatBlock, testSubtaskWhenNotCompleted) {
  gate go_on;
  sc::group tasks = group();
  sc::task<void> one = tasks.spawn([&] { go_on.wait(); });
  EXPECT_EQ(one.state(), sc::task_state::pending);
  EXPECT_THROW(one.get(), sc::not_joined);
  EXPECT_FALSE(tasks.wait_until(std::chrono::steady_clock::now()));
  EXPECT_EQ(one.state(), sc::task_state::pending);
  in_another_thread([&] { EXPECT_THROW(one.get(), sc::not_joined); });
  go_on.open();
  tasks.wait();
  one.get();
}

TEST_P(JdkScope, testSubtaskWhenCancelled) {
  sc::group tasks = group();
  spawn_then_cancel(tasks, foo);
  sc::task<std::string> one = tasks.spawn(foo);
  EXPECT_THROW(one.get(), sc::not_joined);
  in_another_thread([&] { EXPECT_THROW(one.get(), sc::not_joined); });
  tasks.wait();
  EXPECT_EQ(one.state(), sc::task_state::skipped);
  EXPECT_THROW(one.get(), sc::result_unavailable);
  in_another_thread([&] { EXPECT_THROW(one.get(), sc::result_unavailable); });
}

//-- Joiners: wait, map, any ---------------------------------------------------------

TEST_P(JdkScope, testAwaitSuccessfulOrThrow1) {
  sc::group tasks = group();
  tasks.wait();
}

TEST_P(JdkScope, testAwaitSuccessfulOrThrow2) {
  sc::group tasks = group();
  sc::task<std::string> one = tasks.spawn(foo), other = tasks.spawn(bar);
  tasks.wait();
  EXPECT_EQ(one.get(), "foo");
  EXPECT_EQ(other.get(), "bar");
}

TEST_P(JdkScope, testAwaitSuccessfulOrThrow3) {
  sc::group tasks = group();
  tasks.go(foo);
  tasks.go([] { fail("bar"); });
  EXPECT_EQ(message_of_wait(tasks), "bar");
}

TEST(JdkJoiner, testAllSuccessfulOrThrow1) {
  EXPECT_TRUE(sc::map(std::vector<int>(), [](int x) { return x; }).empty());
}

TEST(JdkJoiner, testAllSuccessfulOrThrow2) {
  std::vector<std::string (*)()> both = {foo, bar};
  EXPECT_EQ(sc::map(both, [](std::string (*f)()) { return f(); }),
            (std::vector<std::string>{"foo", "bar"}));
}

TEST(JdkJoiner, testAllSuccessfulOrThrow3) {
  std::vector<std::function<std::string()>> both = {foo, []() -> std::string { fail("bar"); }};
  EXPECT_EQ(message_of([&] {
    sc::map(both, [](const std::function<std::string()>& f) { return f(); });
  }),
            "bar");
}

TEST(JdkJoiner, testAnySuccessfulOrThrow2) { EXPECT_EQ(sc::any(foo), "foo"); }

TEST(JdkJoiner, testAnySuccessfulOrThrow3) {
  EXPECT_EQ(sc::any([] { return std::optional<int>(); }), std::nullopt);
}

TEST(JdkJoiner, testAnySuccessfulOrThrow4) {
  EXPECT_EQ(message_of([] { sc::any([]() -> int { fail("foo"); }); }), "foo");
}

TEST(JdkJoiner, testAnySuccessfulOrThrow5) {
  gate failing;
  EXPECT_EQ(sc::any(
                [&] {
                  failing.wait();
                  return foo();
                },
                [&]() -> std::string {
                  failing.open();
                  fail("bar");
                }),
            "foo");
}

}  // namespace
