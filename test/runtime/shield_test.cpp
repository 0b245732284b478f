#include <gtest/gtest.h>

#include <chrono>
#include <sc/daemon.h>
#include <sc/group.h>
#include <sc/shield.h>
#include <sc/sleep.h>
#include <sc/this_task.h>

#include "failure.h"
#include "gate.h"

namespace {

TEST(Shield, HidesTheStopOfItsTask) {
  sc::group tasks;
  tasks.go([&] {
    tasks.cancel();
    {
      const sc::shield cleanup;
      {
        const sc::shield again;
        EXPECT_FALSE(sc::this_task::stop_requested());
      }
      EXPECT_FALSE(sc::this_task::stop_requested());
      EXPECT_FALSE(sc::this_task::token().stop_possible());
      EXPECT_TRUE(sc::sleep_for(std::chrono::nanoseconds(1)));
      sc::this_task::checkpoint();
    }
    EXPECT_TRUE(sc::this_task::stop_requested());
    EXPECT_TRUE(sc::this_task::token().stop_requested());
    EXPECT_FALSE(sc::sleep_for(std::chrono::hours(1)));
  });
  tasks.wait();
  EXPECT_TRUE(tasks.errors().empty());
}

TEST(Shield, LeavesTheTokenThatTheTaskWasGiven) {
  sc::daemon worker([](const sc::stop_token& stop) {
    const sc::shield cleanup;
    until_stopped(stop);
    EXPECT_TRUE(stop.stop_requested());
    EXPECT_FALSE(sc::this_task::stop_requested());
  });
  worker.stop();
}

TEST(Shield, AGroupUnderItDoesNotStopWithTheTask) {
  sc::group tasks;
  bool before_ran = false, under_ran = false;
  tasks.go([&] {
    sc::group before;
    tasks.cancel();
    const sc::shield cleanup;
    sc::group under;
    before.go([&] { before_ran = true; });
    under.go([&] { under_ran = true; });
    before.wait();
    under.wait();
  });
  tasks.wait();
  EXPECT_FALSE(before_ran);
  EXPECT_TRUE(under_ran);
}

TEST(Shield, IsOfItsThreadOnly) {
  sc::group tasks;
  gate up, checked;
  bool hidden = false;
  tasks.go([&] {
    const sc::shield cleanup;
    up.open();
    checked.wait();
    hidden = !sc::this_task::stop_requested();
  });
  bool seen = false;
  tasks.go([&] {
    up.wait();
    tasks.cancel();
    seen = sc::this_task::stop_requested();
    checked.open();
  });
  tasks.wait();
  EXPECT_TRUE(hidden);
  EXPECT_TRUE(seen);
}

TEST(Shield, OutsideOfATaskDoesNothing) {
  const sc::shield nothing;
  EXPECT_FALSE(sc::this_task::stop_requested());
  EXPECT_FALSE(sc::this_task::token().stop_possible());
}

}  // namespace
