// RUN: %check_structured -std=c++17-or-later %s structured-discarded-future %t -- -config='{CheckOptions: {structured-discarded-future.FutureTypes: "::tbb::detail::d2::task_handle=never-runs", structured-discarded-future.OwningTypes: "::acme::Nursery", structured-discarded-future.DiscardableFunctions: "::acme::Timer::every;::acme::log"}}'

#include <folly/coro/AsyncScope.h>
#include <future>
#include <gtest/gtest.h>
#include <sc/group.h>
#include <taskflow/taskflow.hpp>
#include <tbb/task_group.h>

void work();
int answer();
folly::Future<int> fetch();

// Owners: they wait for what they start.

void groups(sc::group &Tasks, folly::coro::AsyncScope &Scope) { // ok: the group waits.
  Tasks.go(work);
  Tasks.try_go(work);
  Tasks.spawn(answer);
  Scope.add(work);
}

void tbbGroup(tbb::task_group &Tasks) { // ok: the group waits.
  Tasks.run(work);
  Tasks.defer(work);
  Tasks.run_and_wait(work);
}

void taskflow(tf::Executor &Executor, tf::Taskflow &Flow) { // ok: the executor waits.
  Executor.run(Flow);
  Executor.run_n(Flow, 3);
  Executor.async(work);
  Executor.wait_for_all();
}

namespace acme {
struct Nursery {
  std::future<int> start(int (*)());
};
struct Timer {
  std::future<int> every(int, int (*)());
  std::future<int> once(int (*)());
};
std::future<void> log(const char *);
struct LoudNursery : Nursery {
  std::future<int> startLoudly(int (*)());
};
} // namespace acme

void configured(acme::Nursery &Tasks, acme::Timer &Timer) { // ok: configured.
  Tasks.start(answer);
  Timer.every(1, answer);
  acme::log("text");
}

void notConfigured(acme::Timer &Timer) {
  Timer.once(answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'acme::Timer::once' returns is dropped at once
}

// Annotations say the same in the code.

struct [[clang::annotate("sc::owns_tasks")]] Owner {
  std::future<int> start();
};
[[clang::annotate("sc::discardable")]] std::future<int> marked();
template <class F> [[clang::annotate("sc::discardable")]] std::future<int> markedTemplate(F);
struct Markers {
  [[clang::annotate("sc::discardable")]] std::future<int> marked();
};
std::future<int> markedLater();
[[clang::annotate("sc::discardable")]] std::future<int> markedLater();
struct [[clang::annotate("sc::discardable")]] Handle : folly::Future<int> {};
Handle handle();

void annotated(Owner &Tasks, Markers &Some) { // ok: annotated.
  Tasks.start();
  marked();
  markedTemplate(work);
  Some.marked();
  markedLater();
  handle();
}

[[clang::annotate("sc::something")]] std::future<int> otherAnnotation();
void annotatedOtherwise() {
  otherAnnotation();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'otherAnnotation' returns is dropped at once
}

void typedHatch() { // ok: says why.
  sc::detached("ends with the process", work);
}

// Tests that expect the call to fail.

TEST(Suite, Throws) { // ok: what is expected to throw returns nothing.
  EXPECT_THROW(fetch(), int);
  EXPECT_ANY_THROW(fetch());
  EXPECT_NO_THROW(fetch());
  ASSERT_THROW(std::async(std::launch::async, work), int);
  EXPECT_DEATH(fetch(), "");
  EXPECT_EXIT(fetch(), 0, "");
}

TEST(Suite, DropsAll) {
  EXPECT_TRUE((fetch(), true));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'fetch' returns is dropped at once
}

#define CATCH_REQUIRE_THROWS(Expression) static_cast<void>(Expression)
#define CHECK_THROWS_AS(Expression, Type) static_cast<void>(Expression)
void otherFrameworks() { // ok: the same in Catch2 and doctest.
  CATCH_REQUIRE_THROWS(fetch());
  CHECK_THROWS_AS(fetch(), int);
}
