#include <sc/testing.h>  // First: it needs no GoogleTest.

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <chrono>

#include "failure.h"
#include "gate.h"

namespace {

using namespace std::chrono_literals;

/// Tasks that end when they may: one runs, two wait for a place.
struct held_tasks {
  held_tasks() {
    for (int i = 0; i < 3; ++i) tasks.go([this] { go_on.wait(); });
  }
  gate go_on;
  sc::group tasks{sc::limit{1}};
};

TEST(FinishesWithin, IsTrueWhenNoTaskIsLeft) {
  held_tasks held;
  held.go_on.open();
  EXPECT_TRUE(sc::finishes_within(held.tasks, 1h));
  EXPECT_TRUE(sc::finishes_within(held.tasks, 0ns));
  held.tasks.go([] {});  // It was not closed.
  SC_EXPECT_FINISHES_WITHIN(held.tasks, 1h);
  SC_ASSERT_FINISHES_WITHIN(held.tasks, std::chrono::duration<double>(3600));
  SC_EXPECT_FINISHES_WITHIN(held.tasks, std::chrono::hours::max());
  held.tasks.wait();
}

TEST(FinishesWithin, IsFalseWhenTheTimeIsOver) {
  held_tasks held;
  const auto end = std::chrono::steady_clock::now() + 1ms;
  EXPECT_FALSE(sc::finishes_within(held.tasks, 1ms));
  EXPECT_GE(std::chrono::steady_clock::now(), end);
  EXPECT_FALSE(held.tasks.token().stop_requested());
  held.go_on.open();
}

TEST(FinishesWithin, LeavesTheErrorToWait) {
  sc::group tasks;
  tasks.go([] { fail("later"); });
  SC_EXPECT_FINISHES_WITHIN(tasks, 1h);
  EXPECT_EQ(message_of_wait(tasks), "later");
}

sc::group* observed = nullptr;  // A statement that is to fail sees no local variable.

TEST(FinishesWithin, TheMacrosSayWhatIsLeft) {
  held_tasks held;
  observed = &held.tasks;
  EXPECT_NONFATAL_FAILURE(SC_EXPECT_FINISHES_WITHIN(*observed, 0ns),
                          "1 task running, 2 tasks waiting for a place");
  EXPECT_FATAL_FAILURE(SC_ASSERT_FINISHES_WITHIN(*observed, 0ns),
                       "1 task running, 2 tasks waiting for a place");
  held.go_on.open();
}

}  // namespace
