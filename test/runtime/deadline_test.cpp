#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <sc/sc.h>
#include <type_traits>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

using namespace std::chrono_literals;

/// Blocks until it is told to stop.
const auto until_stopped = [](const sc::stop_token& stop) {
  gate told;
  const sc::stop_callback open(stop, [&] { told.open(); });
  told.wait();
};

TEST(Deadline, StopsWhatIsStillRunning) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  tasks.go(until_stopped);
  clock.advance(2s - 1ns);
  EXPECT_FALSE(tasks.token().stop_requested());
  clock.advance(1ns);
  EXPECT_TRUE(tasks.token().stop_requested());
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded) << "again gives the same";
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::timed_out);
  EXPECT_THROW(std::rethrow_exception(tasks.cause()), sc::deadline_exceeded);
  EXPECT_TRUE(tasks.errors().empty());
}

TEST(Deadline, IsNoErrorWhenAllWasDoneInTime) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  tasks.go([] {});
  EXPECT_TRUE(tasks.wait_until(std::chrono::system_clock::time_point::max()));
  clock.advance(3s);
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled) << "it passed, and nothing was late";
  tasks.wait();
}

TEST(Deadline, DoesNotStopAGroupThatWasWaitedFor) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  tasks.go([] {});
  tasks.wait();
  clock.advance(3s);
  EXPECT_FALSE(tasks.cause());
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::ok);
}

TEST(Deadline, SkipsWhatComesLater) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  clock.advance(2s);
  bool ran = false;
  tasks.go([&] { ran = true; });
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
  EXPECT_FALSE(ran);
  EXPECT_EQ(tasks.skipped(), 1u);
}

TEST(Deadline, ThatHasPassedStopsTheGroupAtBirth) {
  sc::virtual_clock clock;
  bool ran = false;
  sc::group tasks(sc::deadline{clock.now()});
  EXPECT_TRUE(tasks.cause());
  tasks.go([&] { ran = true; });
  EXPECT_FALSE(ran);
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
}

TEST(Deadline, DropsWhatWaitsForAPlace) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s}, sc::limit{1});
  tasks.go(until_stopped);
  const auto captured = std::make_shared<int>(1);
  tasks.go([captured] {});
  EXPECT_EQ(captured.use_count(), 2);
  clock.advance(2s);
  EXPECT_EQ(captured.use_count(), 1);
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
}

TEST(Deadline, AnErrorBeforeItIsWhatWaitThrows) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  tasks.go([] { fail("first"); });
  tasks.go(until_stopped);  // Ends when the other has failed.
  EXPECT_TRUE(tasks.wait_until(std::chrono::system_clock::time_point::max()));
  clock.advance(3s);
  EXPECT_EQ(message_of_wait(tasks), "first");
}

TEST(Deadline, AnErrorAfterItIsWhatWaitThrowsToo) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  tasks.go([](const sc::stop_token& stop) {
    until_stopped(stop);
    fail("while it stopped");
  });
  clock.advance(2s);
  EXPECT_EQ(message_of_wait(tasks), "while it stopped");
  EXPECT_THROW(std::rethrow_exception(tasks.cause()), sc::deadline_exceeded);
}

TEST(Deadline, CancelledByATaskIsNoError) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{2s});
  tasks.go([](const sc::stop_token& stop) {
    until_stopped(stop);
    throw sc::cancelled();
  });
  clock.advance(2s);
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::timed_out);
}

TEST(Deadline, IsNotCancelled) {
  EXPECT_FALSE((std::is_base_of_v<sc::cancelled, sc::deadline_exceeded>));
  EXPECT_EQ(sc::deadline_exceeded().code(), std::errc::timed_out);
}

TEST(Deadline, OfTheGroupAroundGoesForTheGroupInside) {
  sc::virtual_clock clock;
  sc::group outer(sc::timeout{2s});
  gate inside;
  outer.go([&] {
    sc::group inner(sc::timeout{5s});
    EXPECT_EQ(sc::this_task::deadline(), clock.now() + 2s);
    inner.go([&] {
      EXPECT_EQ(sc::this_task::deadline(), clock.now() + 2s);
      inside.open();
      until_stopped(sc::this_task::token());
    });
    inner.wait();
  });
  inside.wait();
  clock.advance(2s);
  EXPECT_THROW(outer.wait(), sc::deadline_exceeded);
}

TEST(Deadline, OfTheGroupInsideLeavesTheOneAround) {
  sc::virtual_clock clock;
  sc::group outer(sc::timeout{5s});
  gate inside;
  outer.go([&] {
    sc::group inner(sc::timeout{2s});
    inner.go([&] {
      EXPECT_EQ(sc::this_task::deadline(), clock.now() + 2s);
      inside.open();
      until_stopped(sc::this_task::token());
    });
    EXPECT_EQ(inner.wait_nothrow(), sc::outcome::timed_out);
    EXPECT_FALSE(sc::this_task::stop_requested());
  });
  inside.wait();
  clock.advance(2s);
  outer.wait();
}

TEST(Deadline, DoesNotReachADetachedGroup) {
  constexpr auto never = std::chrono::steady_clock::time_point::max();
  sc::group outer(sc::timeout{1h});
  outer.go([=] {
    EXPECT_NE(sc::this_task::deadline(), never);
    sc::group inner(sc::detached_from_parent);
    inner.go([=] { EXPECT_EQ(sc::this_task::deadline(), never); });
    inner.wait();
  });
  outer.wait();
  EXPECT_EQ(sc::this_task::deadline(), never) << "outside of any task";
}

TEST(Deadline, GoesOnWhenTheGroupIsOpenedAgain) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{1h});
  tasks.go([] {});
  tasks.wait();
  tasks.reset();
  tasks.go(until_stopped);
  clock.advance(1h);
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::timed_out);
}

TEST(Deadline, ThatHasPassedMeanwhileStopsTheGroupThatIsOpenedAgain) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{1h});
  tasks.go([] {});
  tasks.wait();
  clock.advance(1h);
  EXPECT_FALSE(tasks.cause());
  for (int i = 0; i < 2; ++i) {
    tasks.reset();
    tasks.go([] { ADD_FAILURE() << "it is too late"; });
    EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
  }
}

TEST(Deadline, TooFarAwayIsNever) {
  sc::group tasks(sc::timeout{std::chrono::steady_clock::duration::max()});
  tasks.go([] {
    EXPECT_EQ(sc::this_task::deadline(), std::chrono::steady_clock::time_point::max());
  });
  tasks.wait();
}

TEST(Deadline, InThePastByTimeout) {
  sc::group tasks(sc::timeout{-1s});
  EXPECT_TRUE(tasks.cause());
}

TEST(Deadline, ByTheRealClock) {
  sc::group tasks(sc::timeout{1ms});
  tasks.go(until_stopped);
  EXPECT_THROW(tasks.wait(), sc::deadline_exceeded);
}

TEST(Deadline, ManyInOrder) {
  sc::virtual_clock clock;
  std::vector<int> order;
  std::vector<std::unique_ptr<sc::group>> groups;
  std::vector<std::unique_ptr<sc::stop_callback<std::function<void()>>>> seen;
  for (const int seconds : {3, 1, 2, 1}) {
    groups.push_back(std::make_unique<sc::group>(sc::timeout{std::chrono::seconds(seconds)}));
    seen.push_back(std::make_unique<sc::stop_callback<std::function<void()>>>(
        groups.back()->token(), [&order, seconds] { order.push_back(seconds); }));
  }
  clock.advance(1s);
  EXPECT_EQ(order, (std::vector<int>{1, 1}));
  clock.advance(2s);
  EXPECT_EQ(order, (std::vector<int>{1, 1, 2, 3}));
}

TEST(VirtualClock, SleepersWakeWhenItIsTime) {
  sc::virtual_clock clock;
  sc::group tasks;
  auto slept = tasks.spawn([] { return sc::sleep_for(1h); });
  clock.wait_for_timers(1);
  clock.advance(59min);
  EXPECT_FALSE(tasks.wait_until(std::chrono::system_clock::time_point::min()));
  clock.advance(1min);
  tasks.wait();
  EXPECT_TRUE(slept.get());
}

TEST(VirtualClock, ASleepEndsAtADeadlineBeforeIt) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{1min});
  auto slept = tasks.spawn([] { return sc::sleep_for(1h); });
  clock.wait_for_timers(2);
  clock.advance(1min);
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::timed_out);
  EXPECT_FALSE(slept.get());
}

TEST(VirtualClock, ASleepForEverEndsByAStop) {
  sc::virtual_clock clock;
  sc::group tasks(sc::timeout{1h});
  gate started;
  auto slept = tasks.spawn([&] {
    started.open();
    return sc::sleep_for(std::chrono::nanoseconds::max());
  });
  auto slept_for_hours = tasks.spawn([] { return sc::sleep_for(std::chrono::hours::max()); });
  started.wait();
  clock.advance(1h);
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::timed_out);
  EXPECT_FALSE(slept.get());
  EXPECT_FALSE(slept_for_hours.get());
}

TEST(VirtualClock, WaitUntilGoesByItToo) {
  sc::virtual_clock clock;
  sc::group tasks, other;
  tasks.go(until_stopped);
  auto waited = other.spawn([&] { return tasks.wait_until(clock.now() + 1h); });
  clock.wait_for_timers(1);
  clock.advance(1h);
  other.wait();
  EXPECT_FALSE(waited.get());
  tasks.cancel();
  tasks.wait();
}

TEST(VirtualClock, StandsStill) {
  const sc::virtual_clock clock;
  EXPECT_EQ(clock.now(), clock.now());
}

}  // namespace
