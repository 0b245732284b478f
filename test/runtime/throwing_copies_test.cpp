// Callables, arguments, results and errors whose copies, moves and destructors throw.

#include <gtest/gtest.h>

#include <atomic>
#include <sc/group.h>
#include <string>
#include <utility>

#include "failure.h"
#include "terminated.h"

namespace {

/// Throws when it is copied or moved more often than is granted; negative: never.
class fragile {
 public:
  static inline std::atomic<int> granted{-1};
  static inline std::atomic<int> alive{0};

  fragile() { ++alive; }
  fragile(const fragile&) : fragile() { use(); }
  fragile(fragile&&) : fragile() { use(); }
  fragile& operator=(const fragile&) = delete;
  ~fragile() { --alive; }

  void operator()() const noexcept {}
  void operator()(std::size_t) const noexcept {}

 private:
  static void use() {
    if (granted < 0) return;
    if (granted == 0) fail("no more copies");
    --granted;
  }
};

class ThrowingCopies : public testing::Test {
 protected:
  void TearDown() override {
    fragile::granted = -1;
    EXPECT_EQ(fragile::alive, 0);
  }
  /// Expects that \p start throws, and that \p tasks is as before.
  template <class Start>
  void expect_refused(sc::group& tasks, Start start) {
    fragile::granted = 0;
    EXPECT_EQ(message_of(start), "no more copies");
    fragile::granted = -1;
    EXPECT_EQ(tasks.active(), 0u);
    EXPECT_EQ(tasks.queued(), 0u);
    EXPECT_EQ(tasks.cause(), nullptr);
  }
};

TEST_F(ThrowingCopies, OfACallableLeaveTheGroupAsItWas) {
  const fragile work;
  sc::group tasks;
  expect_refused(tasks, [&] { tasks.go(work); });
  expect_refused(tasks, [&] { static_cast<void>(tasks.try_go(work)); });
  expect_refused(tasks, [&] { tasks.go_blocking(work); });
  expect_refused(tasks, [&] { tasks.go_n(2, work); });
  expect_refused(tasks, [&] { static_cast<void>(tasks.spawn(work)); });
  expect_refused(tasks, [&] { tasks.go(fragile()); });
  bool ran = false;
  tasks.go([&] { ran = true; });
  tasks.wait();
  EXPECT_TRUE(ran);
}

TEST_F(ThrowingCopies, OfAnArgumentLeaveTheGroupAsItWas) {
  const fragile argument;
  const auto work = [](const fragile&) {};
  sc::group tasks;
  expect_refused(tasks, [&] { tasks.go(work, argument); });
  expect_refused(tasks, [&] { static_cast<void>(tasks.try_go(work, argument)); });
  expect_refused(tasks, [&] { tasks.go_blocking(work, argument); });
  expect_refused(tasks, [&] { static_cast<void>(tasks.spawn(work, argument)); });
  tasks.wait();
}

TEST_F(ThrowingCopies, AtAnyPointAreThrownByGoOrAreTheTasksError) {
  int refused = 0, failed = 0;
  for (int granted = 0;; ++granted) {
    const fragile first, second;
    int ran = 0;
    sc::group tasks;
    fragile::granted = granted;
    try {
      tasks.go([&](const fragile&, fragile) { ++ran; }, first, second);
    } catch (const failure&) {
      ++refused;
    }
    const sc::outcome went = tasks.wait_nothrow();
    fragile::granted = -1;
    EXPECT_EQ(fragile::alive, 2);
    if (went == sc::outcome::failed) {
      ++failed;
      EXPECT_EQ(message_of(tasks.errors().at(0)), "no more copies");
      EXPECT_EQ(ran, 0);
    }
    if (ran) break;
  }
  EXPECT_EQ(refused, 2);  // The copies of the two arguments.
  EXPECT_EQ(failed, 1);   // The move into the parameter, on the task's thread.
}

TEST_F(ThrowingCopies, OfAResultAreTheTasksError) {
  sc::group tasks;
  fragile::granted = 0;
  sc::task<fragile> made = tasks.spawn([] { return fragile(); });
  EXPECT_EQ(message_of_wait(tasks), "no more copies");
  EXPECT_EQ(made.state(), sc::task_state::failed);
  EXPECT_EQ(message_of([&] { static_cast<void>(made.get()); }), "no more copies");
}

TEST_F(ThrowingCopies, FromGetLeaveTheResult) {
  sc::group tasks;
  sc::task<fragile> made = tasks.spawn([] { return fragile(); });
  tasks.wait();
  fragile::granted = 0;
  EXPECT_EQ(message_of([&] { static_cast<void>(made.get()); }), "no more copies");
  fragile::granted = -1;
  EXPECT_EQ(made.state(), sc::task_state::succeeded);
  static_cast<void>(made.get());
}

TEST_F(ThrowingCopies, OfAnErrorAreNotMade) {
  struct error : fragile {};
  sc::group tasks;
  fragile::granted = 0;
  tasks.go([] { throw error(); });
  EXPECT_THROW(tasks.wait(), error);
  EXPECT_THROW(tasks.wait(), error);
  EXPECT_THROW(std::rethrow_exception(tasks.errors().at(0)), error);
}

/// Throws when it is destroyed, but not as what it was moved from.
class bomb {
 public:
  bomb() = default;
  bomb(bomb&& other) noexcept : armed_(std::exchange(other.armed_, false)) {}
  ~bomb() noexcept(false) {
    if (armed_) fail("a destructor throws");
  }
  void operator()() const noexcept {}

 private:
  bool armed_ = true;
};

class ThrowingDestructorDeathTest : public testing::Test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(ThrowingDestructorDeathTest, OfACallableEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        sc::group tasks;
        tasks.go(bomb());
        tasks.wait();
      },
      testing::ExitedWithCode(terminated), "");
}

TEST_F(ThrowingDestructorDeathTest, OfADroppedCallableEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        sc::group tasks;
        tasks.cancel();
        tasks.go(bomb());
        tasks.wait();
      },
      testing::ExitedWithCode(terminated), "");
}

TEST_F(ThrowingDestructorDeathTest, OfAResultEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        sc::group tasks;
        static_cast<void>(tasks.spawn([] { return bomb(); }));
        tasks.wait();
      },
      testing::ExitedWithCode(terminated), "");
}

TEST_F(ThrowingDestructorDeathTest, OfAnErrorEndsTheProgram) {
  EXPECT_EXIT(
      {
        exit_when_terminated();
        sc::group tasks;
        tasks.go([] { throw bomb(); });
        static_cast<void>(tasks.wait_nothrow());
      },
      testing::ExitedWithCode(terminated), "");
}

}  // namespace
