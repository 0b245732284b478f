#include <gtest/gtest.h>

#include <memory>
#include <sc/group.h>
#include <stdexcept>
#include <string>

namespace {

TEST(Task, HasItsResultAfterWait) {
  sc::group tasks;
  sc::task<int> sum = tasks.spawn([](int a, int b) { return a + b; }, 1, 2);
  EXPECT_THROW(sum.get(), sc::not_joined);
  EXPECT_EQ(sum.state(), sc::task_state::pending);
  tasks.wait();
  EXPECT_EQ(sum.state(), sc::task_state::succeeded);
  EXPECT_EQ(sum.get(), 3);
}

TEST(Task, OfVoidReferenceAndMoveOnly) {
  sc::group tasks;
  int value = 1;
  sc::task<void> nothing = tasks.spawn([] {});
  sc::task<int&> reference = tasks.spawn([&]() -> int& { return value; });
  sc::task<std::unique_ptr<int>> owned = tasks.spawn([] { return std::make_unique<int>(5); });
  tasks.wait();
  nothing.get();
  EXPECT_EQ(&reference.get(), &value);
  EXPECT_EQ(*owned.get(), 5);
}

TEST(Task, RethrowsItsOwnError) {
  sc::group tasks;
  sc::task<int> good = tasks.spawn([] { return 1; });
  sc::task<int> bad = tasks.spawn([]() -> int { throw std::runtime_error("its own"); });
  EXPECT_THROW(tasks.wait(), std::runtime_error);
  EXPECT_EQ(bad.state(), sc::task_state::failed);
  EXPECT_THROW(bad.get(), std::runtime_error);
  // The other may have been dropped or not; it is never pending.
  EXPECT_NE(good.state(), sc::task_state::pending);
}

TEST(Task, OfASkippedTaskHasNoResult) {
  sc::group tasks;
  tasks.cancel();
  sc::task<int> skipped = tasks.spawn([] { return 1; });
  tasks.wait();
  EXPECT_EQ(skipped.state(), sc::task_state::skipped);
  EXPECT_THROW(skipped.get(), sc::result_unavailable);
}

TEST(Task, OutlivesItsGroup) {
  sc::task<std::string> result;
  EXPECT_THROW(result.get(), sc::result_unavailable);
  {
    sc::group tasks;
    result = tasks.spawn([] { return std::string("kept"); });
    tasks.wait();
  }
  EXPECT_EQ(result.get(), "kept");
}

TEST(Task, OfARoundBeforeKeepsItsResult) {
  sc::group tasks;
  sc::task<int> first = tasks.spawn([] { return 1; });
  tasks.wait();
  tasks.reset();
  sc::task<int> second = tasks.spawn([] { return 2; });
  EXPECT_EQ(first.get(), 1);
  EXPECT_THROW(second.get(), sc::not_joined);
  tasks.wait();
  EXPECT_EQ(second.get(), 2);
}

TEST(Task, DroppedDropsTheResultOnly) {
  sc::group tasks;
  bool ran = false;
  {
    const auto dropped = tasks.spawn([&] { return ran = true; });
  }
  tasks.wait();
  EXPECT_TRUE(ran);
}

TEST(Task, MovesBetweenHandles) {
  sc::group tasks;
  sc::task<int> one = tasks.spawn([] { return 1; });
  sc::task<int> other = std::move(one);
  one = std::move(other);
  tasks.wait();
  EXPECT_EQ(one.get(), 1);
}

}  // namespace
