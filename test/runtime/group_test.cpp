#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <sc/cached_thread.h>
#include <sc/group.h>
#include <sc/sleep.h>
#include <sc/this_task.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

using namespace std::chrono_literals;

//-- Life cycle --------------------------------------------------------------------

TEST(Group, UnusedIsFine) {
  { const sc::group unused; }
  sc::group tasks;
  tasks.wait();
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::ok);
}

TEST(Group, GoAfterWaitThrowsBeforeItMoves) {
  sc::group tasks;
  tasks.wait();
  auto owned = std::make_unique<int>(1);
  auto task = [owned = std::move(owned)] {};
  EXPECT_THROW(tasks.go(std::move(task)), sc::group_closed);
  tasks.reset();
  tasks.go(std::move(task));  // NOLINT(bugprone-use-after-move): it was not moved from
  tasks.wait();
}

TEST(Group, CloseRefusesNewTasks) {
  sc::group tasks;
  tasks.go([] {});
  tasks.close();
  EXPECT_THROW(tasks.go([] {}), sc::group_closed);
  tasks.wait();
}

TEST(Group, ResetOpensItAsNew) {
  sc::group tasks;
  tasks.go([] { fail("first round"); });
  EXPECT_THROW(tasks.reset(), sc::not_joined);
  EXPECT_EQ(message_of_wait(tasks), "first round");
  const sc::stop_token old = tasks.token();
  tasks.reset();
  EXPECT_FALSE(tasks.token().stop_requested());
  EXPECT_TRUE(old.stop_requested());
  EXPECT_FALSE(tasks.cause());
  EXPECT_TRUE(tasks.errors().empty());
  tasks.go([] {});
  tasks.wait();
}

TEST(Group, TasksStartTasksWhileItIsWaitedFor) {
  sc::group tasks;
  std::atomic<int> ran{0};
  std::function<void(int)> grow = [&](int depth) {
    ++ran;
    if (depth == 0) return;
    tasks.go([&, depth] { grow(depth - 1); });
    tasks.go([&, depth] { grow(depth - 1); });
  };
  tasks.go([&] { grow(5); });
  tasks.wait();
  EXPECT_EQ(ran, 63);
}

TEST(Group, GoThatRacesWithWaitIsJoinedOrRefused) {
  for (int round = 0; round < 200; ++round) {
    sc::group tasks;
    std::atomic<bool> ran{false};
    bool refused = false;
    // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
    std::thread other([&] {
      try {
        tasks.go([&] { ran = true; });
      } catch (const sc::group_closed&) {
        refused = true;
      }
    });
    tasks.wait();
    const bool ran_before_wait_returned = ran;
    other.join();
    EXPECT_EQ(ran_before_wait_returned, !refused);
    EXPECT_EQ(ran, !refused);
  }
}

TEST(Group, WaitTwiceGivesTheSame) {
  sc::group tasks;
  tasks.go([] { fail("again"); });
  EXPECT_EQ(message_of_wait(tasks), "again");
  EXPECT_EQ(message_of_wait(tasks), "again");
}

TEST(Group, ConcurrentWaitersSeeTheSame) {
  sc::group tasks;
  gate go_on;
  tasks.go([&] {
    go_on.wait();
    fail("seen by all");
  });
  std::atomic<int> saw{0};
  std::thread one([&] { saw += message_of_wait(tasks) == "seen by all"; });
  std::thread other([&] { saw += message_of_wait(tasks) == "seen by all"; });
  go_on.open();
  saw += message_of_wait(tasks) == "seen by all";
  one.join();
  other.join();
  EXPECT_EQ(saw, 3);
}

TEST(Group, EmptyCallablesAreRefused) {
  sc::group tasks;
  void (*function)() = nullptr;
  struct thing {
    void run() {}
  } one;
  void (thing::*member)() = nullptr;
  EXPECT_THROW(tasks.go(std::function<void()>()), std::invalid_argument);
  EXPECT_THROW(tasks.go(function), std::invalid_argument);
  EXPECT_THROW(tasks.go(member, &one), std::invalid_argument);
  EXPECT_EQ(tasks.active(), 0u);
}

TEST(Group, UnwindingStopsTheTasksAndDropsTheirErrors) {
  gate started;
  std::atomic<bool> stopped{false};
  try {
    sc::group tasks;
    tasks.go([&](const sc::stop_token& stop) {
      started.open();
      until_stopped(stop);
      stopped = true;
      fail("of the task");
    });
    started.wait();
    fail("of the body");
  } catch (const failure& e) {
    EXPECT_STREQ(e.what(), "of the body");
  }
  EXPECT_TRUE(stopped);
}

TEST(Group, MadeInADestructorDuringUnwindingIsAsAnyOther) {
  struct guard {
    bool* stopped;
    ~guard() {
      sc::group tasks;
      tasks.go([] {});
      tasks.wait();
      *stopped = tasks.token().stop_requested();
    }
  };
  bool stopped = true;
  try {
    const guard unwinds{&stopped};
    fail("unwind");
  } catch (const failure&) {
  }
  EXPECT_FALSE(stopped);
}

/// A group on the heap that is made in a task of \p outer.
std::unique_ptr<sc::group> made_in_a_task_of(sc::group& outer) {
  auto made = outer.spawn([] { return std::make_unique<sc::group>(); });
  outer.wait();
  return made.get();
}

TEST(Group, OnTheHeapMayOutliveTheGroupAround) {
  auto outer = std::make_unique<sc::group>();
  const std::unique_ptr<sc::group> inner = made_in_a_task_of(*outer);
  outer.reset();
  const sc::stop_token token = inner->token();
  bool stopped = true;
  inner->go([&] { stopped = sc::this_task::stop_requested(); });
  inner->wait();
  EXPECT_FALSE(stopped);
  EXPECT_FALSE(token.stop_requested());
}

TEST(Group, OnTheHeapMayOutliveAllGroupsAround) {
  std::unique_ptr<sc::group> innermost;
  {
    sc::group outer;
    outer.go([&] {
      sc::group inner;  // On the stack of the task.
      innermost = made_in_a_task_of(inner);
    });
    outer.wait();
  }
  { sc::group().cancel(); }  // From now on, groups look at those around them.
  int ran = 0;
  innermost->go([&] {
    sc::group more;
    more.go([&] { ++ran; });
    more.wait();
  });
  innermost->wait();
  EXPECT_EQ(ran, 1);
}

TEST(Group, ThatEndedIsNotStoppedByTheGroupAround) {
  sc::group outer;
  std::unique_ptr<sc::group> innermost;
  gate made, gone;
  outer.go([&] {
    {
      sc::group inner;
      innermost = made_in_a_task_of(inner);
    }
    made.open();
    gone.wait();
  });
  made.wait();
  static_cast<void>(innermost->token());  // Now it hears of stops at once.
  innermost.reset();
  outer.cancel();
  gone.open();
  outer.wait();
}

TEST(Group, WaitUntilObservesOnly) {
  sc::group tasks;
  gate go_on;
  tasks.go([&] { go_on.wait(); });
  EXPECT_FALSE(tasks.wait_until(std::chrono::steady_clock::now()));
  EXPECT_FALSE(tasks.token().stop_requested());
  go_on.open();
  EXPECT_TRUE(tasks.wait_until(std::chrono::steady_clock::now() + 1h));
  tasks.go([] {});  // Still open.
  tasks.wait();
}

//-- Errors ------------------------------------------------------------------------

TEST(Group, ErrorIsThereBeforeTheStopIsSeen) {
  sc::group tasks;
  std::string seen;
  std::size_t listed = 0;
  const sc::stop_callback callback(tasks.token(), [&] {
    seen = message_of(tasks.cause());
    listed = tasks.errors().size();
  });
  tasks.go([] { fail("recorded first"); });
  EXPECT_EQ(message_of_wait(tasks), "recorded first");
  EXPECT_EQ(seen, "recorded first");
  EXPECT_EQ(listed, 1u);
}

TEST(Group, CancelledAfterAStopIsNoError) {
  sc::group tasks;
  tasks.go([](const sc::stop_token& stop) {
    until_stopped(stop);
    sc::this_task::checkpoint();
  });
  EXPECT_TRUE(tasks.cancel());
  EXPECT_FALSE(tasks.cancel());
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_TRUE(tasks.errors().empty());
}

TEST(Group, CancelledWithoutAStopIsAnError) {
  sc::group tasks;
  tasks.go([] { throw sc::cancelled(); });
  EXPECT_THROW(tasks.wait(), sc::cancelled);
}

TEST(Group, HookHearsOfAnErrorBeforeTheOthersAreStopped) {
  std::string heard;
  unsigned line = 0;
  bool stopped_by_then = true;
  sc::group* group = nullptr;
  sc::group tasks(sc::on_error([&](const std::exception_ptr& error, const sc::location& at) {
    heard = message_of(error);
    line = at.line;
    stopped_by_then = group->token().stop_requested();
  }));
  group = &tasks;
  const unsigned here = __LINE__ + 1;
  tasks.go([] { fail("heard"); });
  EXPECT_EQ(message_of_wait(tasks), "heard");
  EXPECT_EQ(heard, "heard");
  EXPECT_EQ(line, here);
  EXPECT_FALSE(stopped_by_then);
}

TEST(Group, HookIsToldWhereTheTaskWasStarted) {
  std::atomic<unsigned> line{0};
  const auto told = [&](const std::exception_ptr&, const sc::location& at) { line = at.line; };
  const auto fails = [](auto&&...) { fail("told"); };
  sc::group tasks(sc::on_error(told));
  const auto line_of_error = [&] {
    EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
    tasks.reset();
    return line.exchange(0);
  };
  tasks.go(fails, 1);
  EXPECT_EQ(line_of_error(), __LINE__ - 1);
  tasks.go(sc::cached_thread, fails, 1, "text");
  EXPECT_EQ(line_of_error(), __LINE__ - 1);
  EXPECT_TRUE(tasks.try_go(fails, 1));
  EXPECT_EQ(line_of_error(), __LINE__ - 1);
  tasks.go_blocking(fails, 1, 2);
  EXPECT_EQ(line_of_error(), __LINE__ - 1);
  static_cast<void>(tasks.spawn(fails, 1, 2));
  EXPECT_EQ(line_of_error(), __LINE__ - 1);
  tasks.go(fails, 1, 2, 3);
  EXPECT_EQ(line_of_error(), 0u);
}

TEST(Group, ExceptionObjectsAreGoneWhenWaitReturns) {
  struct counted {
    std::shared_ptr<int> alive;
  };
  auto alive = std::make_shared<int>(0);
  {
    sc::group tasks;
    tasks.go([alive] { throw counted{alive}; });
    EXPECT_THROW(tasks.wait(), counted);
  }
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(Group, ExceptionObjectsAreGoneWithTheGroupThoughOneInsideIsThere) {
  struct counted {
    std::shared_ptr<int> alive;
  };
  const auto alive = std::make_shared<int>(0);
  std::unique_ptr<sc::group> inner;
  {
    sc::group outer;
    inner = made_in_a_task_of(outer);
    outer.reset();
    outer.go([alive] { throw counted{alive}; });
    EXPECT_THROW(outer.wait(), counted);
  }
  EXPECT_EQ(alive.use_count(), 1);
  EXPECT_THROW(std::rethrow_exception(inner->cause()), sc::cancelled);
}

TEST(Group, ErrorsThatAreNotKeptAreGoneWhenWaitReturns) {
  struct counted {
    std::shared_ptr<int> alive;
  };
  constexpr int count = 70, kept = 64;
  const auto alive = std::make_shared<int>(0);
  {
    sc::group tasks;
    gate all;
    std::atomic<int> here{0};
    for (int i = 0; i < count; ++i)
      tasks.go([&] {
        if (++here == count) all.open();
        all.wait();
        throw counted{alive};
      });
    EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
    EXPECT_EQ(alive.use_count(), 1 + kept);
  }
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(GroupDeathTest, PropagateTerminateEndsTheProgramAtTheThrow) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        sc::group tasks(sc::propagate::terminate);
        tasks.go([] { fail("escapes"); });
        tasks.wait();
      },
      "");
}

//-- Stopping ----------------------------------------------------------------------

TEST(Group, GoAfterCancelIsSkippedOnTheCallersThread) {
  sc::group tasks;
  tasks.cancel();
  auto captured = std::make_shared<int>(1);
  bool ran = false;
  tasks.go([captured, &ran] { ran = true; });
  EXPECT_EQ(captured.use_count(), 1);
  EXPECT_FALSE(tasks.try_go([] {}));
  EXPECT_EQ(tasks.skipped(), 1u);
  tasks.wait();
  EXPECT_FALSE(ran);
}

TEST(Group, CancelTellsItsCause) {
  sc::group tasks;
  EXPECT_TRUE(tasks.cancel(std::make_exception_ptr(failure("by hand"))));
  EXPECT_EQ(message_of(tasks.cause()), "by hand");
  tasks.wait();
}

TEST(Group, CancelWithoutACauseHasOne) {
  sc::group tasks;
  tasks.cancel(nullptr);
  EXPECT_THROW(std::rethrow_exception(tasks.cause()), sc::cancelled);
}

TEST(Group, MayEndWhileACallbackOfItsStopRuns) {
  gate inner_runs, in_callback, destroyed;
  auto tasks = std::make_unique<sc::group>();
  const sc::stop_callback callback(tasks->token(), [&] {
    in_callback.open();
    destroyed.wait();
  });
  tasks->go([&] {
    sc::group inner;  // Which is told to stop after the callback.
    inner.go([&] {
      inner_runs.open();
      in_callback.wait();
    });
    inner.wait();
  });
  inner_runs.wait();
  // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
  std::thread canceller([&all = *tasks] { all.cancel(); });
  EXPECT_EQ(tasks->wait_nothrow(), sc::outcome::cancelled);
  tasks.reset();
  destroyed.open();
  canceller.join();
}

TEST(Group, InATaskStopsWithThatTasksGroup) {
  sc::group outer;
  gate started;
  outer.go([&] {
    sc::group inner;
    inner.go([&](const sc::stop_token& stop) {
      started.open();
      until_stopped(stop);
    });
    inner.wait();
  });
  started.wait();
  outer.cancel();
  outer.wait();
}

TEST(Group, DetachedFromParentGoesOn) {
  sc::group outer;
  bool stopped = true;
  outer.go([&] {
    sc::group inner(sc::detached_from_parent);
    outer.cancel();
    inner.go([&] { stopped = sc::this_task::stop_requested(); });
    inner.wait();
  });
  outer.wait();
  EXPECT_FALSE(stopped);
}

TEST(Group, StopsWithTheTokenItIsGiven) {
  const sc::stop_source source;
  sc::group tasks(sc::parent{source.get_token()});
  tasks.go([](const sc::stop_token& stop) { until_stopped(stop); });
  source.request_stop();
  tasks.wait();
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
}

TEST(Group, SleepEndsWhenItStops) {
  sc::group tasks;
  bool slept = true;
  gate started;
  tasks.go([&] {
    started.open();
    slept = sc::sleep_for(std::chrono::hours(1));
  });
  started.wait();
  tasks.cancel();
  tasks.wait();
  EXPECT_FALSE(slept);
  EXPECT_TRUE(sc::sleep_for(0s));
}

TEST(Group, StopCallbackMayUseTheGroup) {
  sc::group tasks;
  bool seen = false;
  tasks.go([&](const sc::stop_token& stop) { until_stopped(stop); });
  const sc::stop_callback callback(tasks.token(), [&] {
    tasks.go([] {});
    tasks.set_limit(3);
    seen = !tasks.cancel();
  });
  tasks.cancel();
  tasks.wait();
  EXPECT_TRUE(seen);
}

//-- Limits ------------------------------------------------------------------------

TEST(ErrgroupGoLimit, NeverMoreThanTheLimitAtATime) {
  for (const std::size_t limit : {1u, 2u, 5u}) {
    sc::group tasks(sc::limit{limit});
    std::atomic<std::size_t> now{0}, most{0};
    for (int i = 0; i < 60; ++i)
      tasks.go([&] {
        std::size_t seen = ++now;
        for (std::size_t old = most; old < seen && !most.compare_exchange_weak(old, seen);) {
        }
        --now;
      });
    tasks.wait();
    EXPECT_LE(most, limit);
  }
}

TEST(ErrgroupTryGo, FailsAtTheLimit) {
  sc::group tasks(sc::limit{2});
  gate go_on;
  EXPECT_TRUE(tasks.try_go([&] { go_on.wait(); }));
  EXPECT_TRUE(tasks.try_go([&](int) { go_on.wait(); }, 1));
  EXPECT_FALSE(tasks.try_go([] {}));
  tasks.set_limit(3);
  EXPECT_TRUE(tasks.try_go([] {}));
  go_on.open();
  tasks.wait();
}

/// A task that does something when it is moved.
class acts_when_moved {
 public:
  explicit acts_when_moved(std::function<void()> act) : act_(std::move(act)) {}
  acts_when_moved(acts_when_moved&& other) : act_(std::exchange(other.act_, nullptr)) {
    if (act_) act_();
  }
  void operator()() const {}
  bool was_moved() const { return !act_; }

 private:
  std::function<void()> act_;
};

TEST(ErrgroupTryGo, MovesNothingThatItRefuses) {
  sc::group tasks(sc::limit{1});
  bool other_started = false;
  acts_when_moved last([&] {
    if (!other_started) other_started = tasks.try_go([] {});
  });
  const bool started = tasks.try_go(std::move(last));
  EXPECT_EQ(started, last.was_moved());  // NOLINT(bugprone-use-after-move): that is asked
  EXPECT_NE(started, other_started);
  tasks.wait();
  tasks.reset();
  EXPECT_THROW(
      static_cast<void>(tasks.try_go(acts_when_moved([] { fail("it cannot be moved"); }))), failure);
  EXPECT_TRUE(tasks.try_go([] {}));  // The place came back.
  tasks.wait();
}

TEST(Group, GoBlockingWaitsForAPlace) {
  sc::group tasks(sc::limit{1});
  gate go_on;
  std::atomic<bool> first_ended{false}, in_order{false};
  tasks.go([&] {
    go_on.wait();
    first_ended = true;
  });
  // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
  std::thread opener([&] { go_on.open(); });
  tasks.go_blocking([&](int) { in_order = first_ended.load(); }, 1);
  EXPECT_TRUE(first_ended);
  tasks.wait();
  opener.join();
  EXPECT_TRUE(in_order);
}

TEST(Group, GoBlockingEndsWhenTheGroupStopsOrCloses) {
  sc::group tasks(sc::limit{1});
  gate go_on;
  tasks.go([&] { go_on.wait(); });  // Its place is not free when the group stops.
  std::thread stopper([&] { tasks.cancel(); });
  bool ran = false;
  tasks.go_blocking([&] { ran = true; });
  go_on.open();
  stopper.join();
  tasks.wait();
  EXPECT_FALSE(ran);
  EXPECT_THROW(tasks.go_blocking([] {}), sc::group_closed);
}

TEST(Group, GoNCallsWithEveryNumber) {
  sc::group tasks(sc::limit{3});
  std::vector<std::atomic<int>> calls(50);
  tasks.go_n(calls.size(), [&](std::size_t i) { ++calls[i]; });
  tasks.wait();
  for (const std::atomic<int>& one : calls) EXPECT_EQ(one, 1);
  EXPECT_THROW(tasks.go_n(1, [](std::size_t) {}), sc::group_closed);
}

TEST(Group, LimitOfNothingIsRefused) {
  EXPECT_THROW(sc::group(sc::limit{0}), std::invalid_argument);
  sc::group tasks;
  EXPECT_THROW(tasks.set_limit(0), std::invalid_argument);
}

TEST(Group, RaisedLimitStartsWhatWaits) {
  sc::group tasks(sc::limit{1});
  gate second;
  tasks.go([&] { second.wait(); });
  tasks.go([&] { second.open(); });
  tasks.set_limit(2);
  tasks.wait();
}

TEST(Group, NestedGoOnAFullGroupDoesNotDeadlock) {
  sc::group tasks(sc::limit{1});
  std::atomic<int> ran{0};
  tasks.go([&] {
    for (int i = 0; i < 10; ++i) tasks.go([&] { ++ran; });
  });
  tasks.wait();
  EXPECT_EQ(ran, 10);
}

//-- Callables and tokens ------------------------------------------------------------

TEST(Group, ArgumentsAreCopiedAsStdThreadDoes) {
  struct thing {
    int value = 1;
    int add(int more) { return value += more; }
  } one;
  std::string text = "copied";
  int out = 0;
  sc::group tasks;
  tasks.go([](const std::string& copy, int& result) { result = static_cast<int>(copy.size()); }, text,
           std::ref(out));
  text = "changed afterwards";
  tasks.go(&thing::add, &one, 2);
  tasks.wait();
  EXPECT_EQ(out, 6);
  EXPECT_EQ(one.value, 3);
}

TEST(Group, PassesATokenToWhoTakesOne) {
  sc::group tasks;
  sc::stop_token direct, with_argument, generic;
  tasks.go([&](sc::stop_token stop) { direct = std::move(stop); });
  tasks.go([&](sc::stop_token stop, int) { with_argument = std::move(stop); }, 1);
  tasks.go([&](auto stop) { generic = std::move(stop); });
  tasks.wait();
  EXPECT_EQ(direct, tasks.token());
  EXPECT_EQ(with_argument, tasks.token());
  EXPECT_EQ(generic, tasks.token());
}

#ifdef __cpp_lib_jthread
TEST(Group, PassesTheStandardsToken) {
  sc::group tasks;
  bool stopped = false;
  tasks.go([&](const std::stop_token& stop) {
    gate opened;
    const std::stop_callback callback(stop, [&] { opened.open(); });
    opened.wait();
    stopped = stop.stop_requested();
  });
  tasks.cancel();
  tasks.wait();
  // Started or skipped: in both cases it did not hang.
  SUCCEED() << stopped;
}
#endif

TEST(ThisTask, HasATokenInATaskOnly) {
  EXPECT_FALSE(sc::this_task::token().stop_possible());
  EXPECT_FALSE(sc::this_task::stop_requested());
  sc::group tasks;
  sc::stop_token inside;
  tasks.go([&] { inside = sc::this_task::token(); });
  tasks.wait();
  EXPECT_EQ(inside, tasks.token());
}

}  // namespace
