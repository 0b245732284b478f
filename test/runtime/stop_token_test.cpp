#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <sc/stop_token.h>
#include <thread>

#include "gate.h"

namespace {

TEST(StopToken, OfNothingNeverStops) {
  const sc::stop_token none;
  EXPECT_FALSE(none.stop_requested());
  EXPECT_FALSE(none.stop_possible());
}

TEST(StopToken, SeesTheRequestOfItsSource) {
  sc::stop_source source;
  const sc::stop_token token = source.get_token();
  EXPECT_FALSE(token.stop_requested());
  EXPECT_TRUE(token.stop_possible());
  EXPECT_TRUE(source.request_stop());
  EXPECT_TRUE(token.stop_requested());
}

TEST(StopToken, CanNoLongerStopWhenTheLastSourceIsGone) {
  auto source = std::make_unique<sc::stop_source>();
  const sc::stop_token token = source->get_token();
  auto copy = std::make_unique<sc::stop_source>(*source);
  source.reset();
  EXPECT_TRUE(token.stop_possible());
  copy.reset();
  EXPECT_FALSE(token.stop_possible());
}

TEST(StopToken, StaysStoppedWhenTheSourceIsGone) {
  sc::stop_token token;
  {
    const sc::stop_source source;
    token = source.get_token();
    source.request_stop();
  }
  EXPECT_TRUE(token.stop_requested());
  EXPECT_TRUE(token.stop_possible());
}

TEST(StopToken, EqualIfOfOneSource) {
  const sc::stop_source one, other;
  EXPECT_EQ(one.get_token(), one.get_token());
  EXPECT_NE(one.get_token(), other.get_token());
  EXPECT_EQ(sc::stop_token(), sc::stop_token());
}

TEST(StopSource, OnlyTheFirstRequestIsTheFirst) {
  sc::stop_source source;
  EXPECT_TRUE(source.request_stop());
  EXPECT_FALSE(source.request_stop());
}

TEST(StopSource, OfNoStateRequestsNothing) {
  const sc::stop_source none(sc::nostopstate);
  EXPECT_FALSE(none.stop_possible());
  EXPECT_FALSE(none.request_stop());
}

TEST(StopSource, MovedFromIsEmpty) {
  sc::stop_source source;
  const sc::stop_token token = source.get_token();
  sc::stop_source moved = std::move(source);
  EXPECT_FALSE(source.stop_possible());  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_TRUE(moved.request_stop());
  EXPECT_TRUE(token.stop_requested());
}

TEST(StopCallback, RunsOnceOnTheThreadThatRequests) {
  sc::stop_source source;
  int runs = 0;
  std::thread::id ran_on;
  const sc::stop_callback callback(source.get_token(), [&] {
    ++runs;
    ran_on = std::this_thread::get_id();
  });
  std::thread requester([&] { source.request_stop(); });
  const std::thread::id expected = requester.get_id();
  requester.join();
  source.request_stop();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(ran_on, expected);
}

TEST(StopCallback, RunsAtOnceIfStoppedAlready) {
  const sc::stop_source source;
  source.request_stop();
  bool ran = false;
  const sc::stop_callback callback(source.get_token(), [&] { ran = true; });
  EXPECT_TRUE(ran);
}

TEST(StopCallback, DoesNotRunWhenDestroyedBefore) {
  const sc::stop_source source;
  bool ran = false;
  { const sc::stop_callback callback(source.get_token(), [&] { ran = true; }); }
  source.request_stop();
  EXPECT_FALSE(ran);
}

TEST(StopCallback, MayDestroyItself) {
  const sc::stop_source source;
  std::optional<sc::stop_callback<std::function<void()>>> callback;
  bool ran = false;
  callback.emplace(source.get_token(), [&] {
    ran = true;
    callback.reset();
  });
  source.request_stop();
  EXPECT_TRUE(ran);
}

TEST(StopCallback, MayDestroyAnother) {
  const sc::stop_source source;
  using callback = sc::stop_callback<std::function<void()>>;
  std::optional<callback> first, second;
  int runs = 0;
  first.emplace(source.get_token(), [&] { ++runs, second.reset(); });
  second.emplace(source.get_token(), [&] { ++runs, first.reset(); });
  source.request_stop();
  EXPECT_EQ(runs, 1);
}

TEST(StopCallback, MayRegisterAnotherWhichRunsAtOnce) {
  const sc::stop_source source;
  bool inner = false;
  const sc::stop_callback outer(source.get_token(), [&] {
    const sc::stop_callback late(source.get_token(), [&] { inner = true; });
  });
  source.request_stop();
  EXPECT_TRUE(inner);
}

TEST(StopCallback, MayMakeAnotherInItsPlace) {
  const sc::stop_source source;
  int runs = 0;
  using callback = sc::stop_callback<std::function<void()>>;
  std::optional<callback> one;
  const auto take_its_place = [&] {
    const sc::stop_token token = source.get_token();
    one.reset();
    one.emplace(token, [&runs] { ++runs; });
    one.reset();
  };
  one.emplace(source.get_token(), [take_its_place] {
    const auto kept = take_its_place;  // The callback is gone before its end.
    kept();
  });
  source.request_stop();
  EXPECT_EQ(runs, 1);
}

TEST(StopCallback, DestructorWaitsForARunOnAnotherThread) {
  const sc::stop_source source;
  gate entered, leave;
  std::atomic<bool> left{false};
  auto callback = std::make_unique<sc::stop_callback<std::function<void()>>>(source.get_token(), [&] {
    entered.open();
    leave.wait();
    left = true;
  });
  std::thread requester([&] { source.request_stop(); });
  entered.wait();
  std::thread helper([&] { leave.open(); });
  callback.reset();
  EXPECT_TRUE(left);
  requester.join();
  helper.join();
}

TEST(StopCallback, RegisteredAndRemovedWhileStopsAreRequested) {
  for (int round = 0; round < 200; ++round) {
    const sc::stop_source source;
    std::atomic<int> runs{0};
    std::thread requester([&] { source.request_stop(); });
    for (int i = 0; i < 20; ++i) {
      const sc::stop_callback callback(source.get_token(), [&] { ++runs; });
    }
    const sc::stop_callback last(source.get_token(), [&] { ++runs; });
    requester.join();
    EXPECT_GE(runs, 1);
  }
}

#ifdef __cpp_lib_jthread
TEST(StopTokenOfTheStandard, StopsWhenOursDoes) {
  const sc::stop_source source;
  const std::stop_token token = source.get_token();
  bool ran = false;
  const std::stop_callback callback(token, [&] { ran = true; });
  EXPECT_FALSE(token.stop_requested());
  source.request_stop();
  EXPECT_TRUE(token.stop_requested());
  EXPECT_TRUE(ran);
}

TEST(StopTokenOfTheStandard, IsStoppedIfOursWasBefore) {
  const sc::stop_source source;
  source.request_stop();
  const std::stop_token token = source.get_token();
  EXPECT_TRUE(token.stop_requested());
}

TEST(StopTokenOfTheStandard, IsOneForEachSource) {
  const sc::stop_source source;
  const std::stop_token one = source.get_token(), other = source.get_token();
  EXPECT_EQ(one, other);
  const std::stop_token none = sc::stop_token();
  EXPECT_FALSE(none.stop_possible());
}

TEST(StopTokenOfTheStandard, StopsOurs) {
  std::stop_source source;
  const sc::stop_token token = source.get_token();
  bool ran = false;
  const sc::stop_callback callback(token, [&] { ran = true; });
  EXPECT_TRUE(token.stop_possible());
  source.request_stop();
  EXPECT_TRUE(token.stop_requested());
  EXPECT_TRUE(ran);
  EXPECT_TRUE(sc::stop_token(source.get_token()).stop_requested());
  EXPECT_FALSE(sc::stop_token(std::stop_token()).stop_possible());
}

TEST(StopTokenOfTheStandard, ComesBackFromOursAsItWas) {
  std::stop_source source;
  const auto there_and_back = [](const sc::stop_token& token) -> std::stop_token { return token; };
  const std::stop_token back = there_and_back(source.get_token());
  EXPECT_EQ(back, source.get_token());
  source.request_stop();
  EXPECT_TRUE(back.stop_requested());
}

TEST(StopTokenOfTheStandard, CallbackMayDestroyTheLastOfOurs) {
  std::stop_source source;
  bool ran = false;
  std::unique_ptr<sc::stop_callback<std::function<void()>>> callback;
  callback = std::make_unique<sc::stop_callback<std::function<void()>>>(
      sc::stop_token(source.get_token()), [&] {
        ran = true;
        callback.reset();
      });
  source.request_stop();
  EXPECT_TRUE(ran);
}
#endif

}  // namespace
