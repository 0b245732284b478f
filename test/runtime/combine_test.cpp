// What is built from groups: scope, map, join, any, and waiting on a condition.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <sc/sc.h>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

TEST(Scope, GivesWhatTheBodyReturnsWhenTheTasksHaveEnded) {
  std::atomic<int> ran{0};
  const std::string result = sc::scope([&](sc::group& tasks) {
    for (int i = 0; i < 5; ++i) tasks.go([&] { ++ran; });
    return std::string("done");
  });
  EXPECT_EQ(result, "done");
  EXPECT_EQ(ran, 5);
}

TEST(Scope, OfNothingWithOptions) {
  std::atomic<int> ran{0};
  sc::scope(sc::limit{1}, sc::propagate::wait, [&](sc::group& tasks) {
    tasks.go([&] { ++ran; });
    tasks.go([&] { ++ran; });
  });
  EXPECT_EQ(ran, 2);
}

TEST(Scope, ErrorOfTheBodyStopsTheTasksAndWins) {
  std::string cause;
  gate started;
  EXPECT_EQ(message_of([&] {
              sc::scope([&](sc::group& tasks) {
                tasks.go([&](const sc::stop_token& stop) {
                  started.open();
                  until_stopped(stop);
                  cause = message_of([&] { std::rethrow_exception(tasks.cause()); });
                  throw failure("of the task");
                });
                started.wait();
                throw failure("of the body");
              });
            }),
            "of the body");
  EXPECT_EQ(cause, "of the body");
}

TEST(Scope, ErrorOfATaskComesOut) {
  EXPECT_EQ(message_of([] {
              sc::scope([](sc::group& tasks) { tasks.go([] { throw failure("of the task"); }); });
            }),
            "of the task");
}

TEST(Scope, CancelledInTheBodyGivesWayToWhatStoppedTheTasks) {
  const auto stop_with = [](sc::group& tasks, std::exception_ptr error) {
    tasks.go([error] {
      if (error) std::rethrow_exception(error);
    });
    if (!error) tasks.cancel();
    if (!sc::sleep_for(std::chrono::hours(1), tasks.token())) throw sc::cancelled();
  };
  EXPECT_EQ(message_of([&] {
              sc::scope([&](sc::group& tasks) {
                stop_with(tasks, std::make_exception_ptr(failure("of the task")));
              });
            }),
            "of the task");
  EXPECT_THROW(sc::scope([&](sc::group& tasks) { stop_with(tasks, nullptr); }), sc::cancelled);
}

TEST(Scope, GivesAReferenceIfTheBodyDoes) {
  int number = 1;
  sc::scope([&](sc::group&) -> int& { return number; }) = 2;
  EXPECT_EQ(number, 2);
  auto owned = std::make_unique<int>(3);
  const auto moved =
      sc::scope([&](sc::group&) -> std::unique_ptr<int>&& { return std::move(owned); });
  EXPECT_EQ(*moved, 3);
}

TEST(Map, GivesResultsInTheOrderOfTheElements) {
  std::vector<int> numbers;
  for (int i = 0; i < 30; ++i) numbers.push_back(i);
  const std::vector<int> squares = sc::map(numbers, [](int x) { return x * x; }, sc::limit{3});
  ASSERT_EQ(squares.size(), numbers.size());
  for (std::size_t i = 0; i < squares.size(); ++i) EXPECT_EQ(squares[i], numbers[i] * numbers[i]);
}

TEST(Map, ChangesElementsInPlaceAndTakesTemporaries) {
  std::vector<int> numbers = {1, 2, 3};
  sc::map(numbers, [](int& x) { x *= 2; });
  EXPECT_EQ(numbers, (std::vector<int>{2, 4, 6}));
  const auto owned = sc::map(std::vector<int>{1, 2}, [](int x) { return std::make_unique<int>(x); });
  EXPECT_EQ(*owned[1], 2);
  EXPECT_TRUE(sc::map(std::vector<int>(), [](int x) { return x; }).empty());
}

/// A range whose elements are made as they are asked for, as those of std::views::iota.
struct countdown {
  struct place {
    int left;
    std::string operator*() const { return "number " + std::to_string(left); }
    place& operator++() {
      --left;
      return *this;
    }
    bool operator!=(const place& other) const { return left != other.left; }
  };
  place begin() const { return {20}; }
  place end() const { return {0}; }
};

TEST(Map, MovesElementsThatTheRangeMakesIntoTheTasks) {
  gate last_has_started;
  const std::vector<std::string> texts = sc::map(countdown(), [&](std::string&& text) {
    if (text == "number 1") last_has_started.open();
    last_has_started.wait();
    return std::move(text);
  });
  ASSERT_EQ(texts.size(), 20u);
  EXPECT_EQ(texts.front(), "number 20");
  EXPECT_EQ(texts.back(), "number 1");
  std::vector<bool> bits(20);
  sc::map(bits, [](auto&& bit) { bit = true; }, sc::limit{1});
  EXPECT_EQ(bits, std::vector<bool>(20, true));
}

TEST(Map, CopiesElementsThatTheirIteratorForgets) {
  std::istringstream text("one two three");
  struct words {
    std::istringstream& text;
    auto begin() const { return std::istream_iterator<std::string>(text); }
    auto end() const { return std::istream_iterator<std::string>(); }
  };
  gate all_have_started;
  const std::vector<std::string> found = sc::map(words{text}, [&](const std::string& word) {
    if (word == "three") all_have_started.open();
    all_have_started.wait();
    return word;
  });
  EXPECT_EQ(found, (std::vector<std::string>{"one", "two", "three"}));
}

TEST(Map, MovesWhatAChannelGivesIfItCannotBeCopied) {
  auto [out, in] = sc::channel<std::unique_ptr<int>>(3);
  for (const int number : {1, 2, 3}) EXPECT_TRUE(out.send(std::make_unique<int>(number)));
  out.close();
  const auto twice = [](const std::unique_ptr<int>& number) { return 2 * *number; };
  EXPECT_EQ(sc::map(in, twice), (std::vector<int>{2, 4, 6}));
}

TEST(Map, FirstErrorComesOutAndTheRestIsDropped) {
  std::atomic<int> ran{0};
  const std::vector<int> numbers(20);
  EXPECT_EQ(message_of([&] {
              sc::map(
                  numbers,
                  [&](int) -> int {
                    ++ran;
                    throw failure("first");
                  },
                  sc::limit{1});
            }),
            "first");
  EXPECT_LT(ran, 20);
}

TEST(Join, GivesAllResults) {
  const auto [number, text, none] =
      sc::join([] { return 1; }, [](const sc::stop_token&) { return std::string("two"); }, [] {});
  EXPECT_EQ(number, 1);
  EXPECT_EQ(text, "two");
  static_assert(std::is_same_v<decltype(none), const sc::nothing>);
}

TEST(Join, ErrorStopsTheOthers) {
  EXPECT_EQ(message_of([] {
              sc::join([](const sc::stop_token& stop) { until_stopped(stop); },
                       []() -> int { throw failure("one of them"); });
            }),
            "one of them");
}

TEST(Any, GivesTheFirstSuccessAndStopsTheOthers) {
  const int result = sc::any(
      [](const sc::stop_token& stop) {
        until_stopped(stop);
        return 1;
      },
      []() -> int { throw failure("does not matter"); }, [] { return 3; });
  EXPECT_EQ(result, 3);
}

TEST(Any, OfFailuresThrowsOne) {
  EXPECT_EQ(message_of([] {
              return sc::any([]() -> int { throw failure("failed"); },
                             []() -> long { throw failure("failed"); });
            }),
            "failed");
}

TEST(Any, OfMoveOnlyResults) {
  const auto result = sc::any([owned = std::make_unique<int>(4)]() mutable { return std::move(owned); });
  EXPECT_EQ(*result, 4);
}

TEST(Any, OfFunctionsThatReturnNothing) {
  bool stopped = false;
  sc::any(
      [&](const sc::stop_token& stop) {
        until_stopped(stop);
        stopped = true;
        fail("too late");
      },
      [] {});
  EXPECT_TRUE(stopped);
  EXPECT_EQ(message_of([] { sc::any([] { fail("failed"); }); }), "failed");
}

TEST(Wait, OnAConditionEndsWhenItIsTrue) {
  std::mutex mutex;
  std::condition_variable changed;
  bool ready = false, seen = false;
  sc::group tasks;
  tasks.go([&] {
    std::unique_lock<std::mutex> lock(mutex);
    seen = sc::wait(changed, lock, [&] { return ready; });
  });
  tasks.go([&] {
    const std::lock_guard<std::mutex> lock(mutex);
    ready = true;
    changed.notify_all();
  });
  tasks.wait();
  EXPECT_TRUE(seen);
}

TEST(Wait, OnAConditionEndsWhenItIsStopped) {
  for (int round = 0; round < 50; ++round) {
    std::mutex mutex;
    std::condition_variable changed;
    bool seen = true;
    gate started;
    sc::group tasks;
    tasks.go([&] {
      std::unique_lock<std::mutex> lock(mutex);
      started.open();
      seen = sc::wait(changed, lock, [] { return false; });
      EXPECT_TRUE(lock.owns_lock());
    });
    started.wait();
    tasks.cancel();
    tasks.wait();
    EXPECT_FALSE(seen);
  }
}

TEST(Wait, OnAConditionThatThrowsEndsThoughAStopWaitsForTheLock) {
  std::mutex mutex;
  std::condition_variable changed;
  sc::stop_source source;
  std::thread stopper;
  std::unique_lock<std::mutex> lock(mutex);
  const auto stop_and_throw = [&]() -> bool {
    stopper = std::thread([&] { source.request_stop(); });
    while (!source.stop_requested()) std::this_thread::yield();
    throw failure("of the condition");
  };
  EXPECT_EQ(message_of([&] { sc::wait(changed, lock, stop_and_throw, source.get_token()); }),
            "of the condition");
  EXPECT_TRUE(lock.owns_lock());
  lock.unlock();
  stopper.join();
}

}  // namespace
