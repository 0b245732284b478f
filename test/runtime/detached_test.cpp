#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <sc/detached.h>
#include <stdexcept>
#include <string>

#include "gate.h"

namespace {

TEST(Detached, RunsWhileNoScopeWaits) {
  gate ran;
  int sum = 0;
  sc::detached("the test waits by itself", [&](int a, int b) {
    sum = a + b;
    ran.open();
  }, 1, 2);
  ran.wait();
  EXPECT_EQ(sum, 3);
}

TEST(Detached, NeedsAReasonAndAFunction) {
  EXPECT_THROW(sc::detached("", [] {}), std::invalid_argument);
  EXPECT_THROW(sc::detached(nullptr, [] {}), std::invalid_argument);
  EXPECT_THROW(sc::detached("reason", std::function<void()>()), std::invalid_argument);
}

TEST(Detached, ErrorsGoToTheHandlerAndHarmNobodyElse) {
  static gate handled;
  static std::string why;
  const auto before = sc::set_detached_error_handler([](const std::exception_ptr& error, const char* reason) {
    EXPECT_THROW(std::rethrow_exception(error), std::runtime_error);
    why = reason;
    handled.open();
  });
  sc::detached("fails", [] { throw std::runtime_error("lost"); });
  handled.wait();
  EXPECT_EQ(why, "fails");
  gate ran;
  sc::detached("runs after another failed", [&] { ran.open(); });
  ran.wait();
  sc::set_detached_error_handler(before);
}

TEST(DetachedDeathTest, ErrorWithoutAHandlerEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        sc::detached("fails", [] { throw std::runtime_error("nobody hears"); });
        gate never;
        never.wait();
      },
      "");
}

TEST(DetachedDeathTest, IsStoppedAndWaitedForWhenTheProcessEnds) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        sc::set_detached_grace(std::chrono::minutes(5));
        sc::detached("says goodbye", [](const sc::stop_token& stop) {
          gate stopped;
          const sc::stop_callback callback(stop, [&] { stopped.open(); });
          stopped.wait();
          static_cast<void>(!write(STDERR_FILENO, "goodbye", 7));
        });
        std::exit(3);
      },
      testing::ExitedWithCode(3), "goodbye");
}

struct detaches_at_the_end {
  ~detaches_at_the_end() {
    if (armed) sc::detached("too late", [] { std::abort(); });
  }
  bool armed = false;
};
detaches_at_the_end late;

TEST(DetachedDeathTest, IsDroppedWhenTheProcessHasWaited) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        gate ran;
        sc::detached("in time", [&] { ran.open(); });
        ran.wait();
        late.armed = true;  // Destroyed after what waits, since it was made before.
        std::exit(5);
      },
      testing::ExitedWithCode(5), "");
}

TEST(DetachedDeathTest, IsNotWaitedForBeyondTheGrace) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        sc::set_detached_grace(std::chrono::milliseconds(1));
        sc::detached("never ends", [] {
          for (;;) pause();
        });
        std::exit(4);
      },
      testing::ExitedWithCode(4), "");
}

}  // namespace
