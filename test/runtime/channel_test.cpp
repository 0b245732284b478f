#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <numeric>
#include <optional>
#include <sc/channel.h>
#include <sc/group.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

std::vector<int> all_of(const sc::receiver<int>& from) {
  std::vector<int> values;
  for (const int one : from) values.push_back(one);
  return values;
}

/// Sends 1, 2, ... until the channel will not have it. Gives how many it had.
int send_all(const sc::sender<int>& to) {
  int sent = 0;
  while (to.send(sent + 1)) ++sent;
  return sent;
}

//-- Values -----------------------------------------------------------------------

TEST(Channel, GivesInTheOrderOfSending) {
  auto [out, in] = sc::channel<int>(3);
  EXPECT_TRUE(out.send(1));
  EXPECT_TRUE(out.send(2));
  EXPECT_EQ(in.receive(), 1);
  EXPECT_TRUE(out.send(3));
  EXPECT_TRUE(out.send(4));
  EXPECT_EQ(in.receive(), 2);
  EXPECT_EQ(in.receive(), 3);
  EXPECT_EQ(in.receive(), 4);
}

TEST(Channel, KnowsItsSizeAndCapacity) {
  auto [out, in] = sc::channel<int>(2);
  EXPECT_EQ(out.capacity(), 2U);
  EXPECT_EQ(in.capacity(), 2U);
  EXPECT_EQ(in.size(), 0U);
  EXPECT_TRUE(out.send(1));
  EXPECT_EQ(in.size(), 1U);
  EXPECT_EQ(out.size(), 1U);
  in.close();
  EXPECT_EQ(in.receive(), 1);
  EXPECT_EQ(in.size(), 0U);
  EXPECT_EQ(in.capacity(), 2U);
}

TEST(Channel, TriesWithoutWaiting) {
  auto [out, in] = sc::channel<std::string>(1);
  EXPECT_EQ(in.try_receive(), std::nullopt);
  const std::string kept = "first";
  EXPECT_TRUE(out.try_send(kept));
  EXPECT_EQ(kept, "first");
  std::string refused = "second, and long enough to be moved for good";
  EXPECT_FALSE(out.try_send(std::move(refused)));
  EXPECT_EQ(refused, "second, and long enough to be moved for good");  // NOLINT: what is tested
  EXPECT_EQ(in.try_receive(), "first");
  EXPECT_EQ(in.try_receive(), std::nullopt);
}

TEST(Channel, WithoutPlacesHasNoneForWhoDoesNotWait) {
  auto [out, in] = sc::channel<int>(0);
  EXPECT_FALSE(out.try_send(1));
  EXPECT_EQ(in.try_receive(), std::nullopt);
  EXPECT_EQ(in.capacity(), 0U);
}

TEST(Channel, WithoutPlacesGoesFromHandToHand) {
  auto [out, in] = sc::channel<int>(0);
  sc::group tasks;
  bool received = false;
  tasks.go([out = std::move(out), &received] {
    EXPECT_TRUE(out.send(7));
    EXPECT_TRUE(received);  // Written before it was taken.
    EXPECT_TRUE(out.send(8));
  });
  received = true;
  EXPECT_EQ(in.receive(), 7);
  EXPECT_EQ(in.receive(), 8);
  EXPECT_EQ(in.receive(), std::nullopt);
  tasks.wait();
}

TEST(Channel, CarriesWhatCanOnlyBeMoved) {
  auto [out, in] = sc::channel<std::unique_ptr<int>>(1);
  EXPECT_TRUE(out.send(std::make_unique<int>(5)));
  auto refused = std::make_unique<int>(6);
  EXPECT_FALSE(out.try_send(std::move(refused)));
  EXPECT_EQ(*refused, 6);  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(**in.receive(), 5);
}

struct alignas(128) wide {
  int value = 0;
};

TEST(Channel, CarriesWhatIsAlignedWidely) {
  auto [out, in] = sc::channel<wide>(2);
  EXPECT_TRUE(out.send(wide{1}));
  EXPECT_TRUE(out.send(wide{2}));
  const std::optional<wide> first = in.receive();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&*first) % 128, 0U);
  EXPECT_EQ(first->value, 1);
}

TEST(Channel, OfTooManyPlacesIsAnError) {
  EXPECT_THROW(static_cast<void>(sc::channel<wide>(std::numeric_limits<std::size_t>::max())),
               std::bad_alloc);
}

TEST(Channel, WaitsForAPlace) {
  auto [out, in] = sc::channel<int>(2);
  sc::group tasks;
  tasks.go([out = std::move(out)] {
    for (int i = 0; i < 1000; ++i) ASSERT_TRUE(out.send(i));
  });
  std::vector<int> expected(1000);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(all_of(in), expected);
  tasks.wait();
}

//-- Ends ---------------------------------------------------------------------------

static_assert(!std::is_copy_constructible_v<sc::sender<int>>, "a copy is asked for by name");
static_assert(!std::is_copy_constructible_v<sc::receiver<int>>);
static_assert(std::is_nothrow_move_constructible_v<sc::sender<int>>);
static_assert(std::is_nothrow_move_assignable_v<sc::receiver<int>>);

TEST(Channel, EndsWhenTheLastSenderIsGone) {
  auto [out, in] = sc::channel<int>(4);
  {
    const sc::sender<int> one = std::move(out);
    const sc::sender<int> other = one.clone();
    EXPECT_TRUE(one.send(1));
    EXPECT_TRUE(other.send(2));
  }
  EXPECT_EQ(all_of(in), (std::vector<int>{1, 2}));
  EXPECT_EQ(in.receive(), std::nullopt);
}

TEST(Channel, StaysOpenWhileASenderIsThere) {
  auto [out, in] = sc::channel<int>(4);
  { const sc::sender<int> other = out.clone(); }
  EXPECT_TRUE(out.send(1));
  EXPECT_EQ(in.receive(), 1);
}

TEST(Channel, SendsNothingWhenTheLastReceiverIsGone) {
  auto [out, in] = sc::channel<std::string>(1);
  {
    const sc::receiver<std::string> one = std::move(in);
    { const sc::receiver<std::string> other = one.clone(); }
    EXPECT_TRUE(out.send("taken"));
  }
  EXPECT_EQ(out.size(), 0U);
  std::string kept = "kept, as it is long enough to be moved for good";
  EXPECT_FALSE(out.send(std::move(kept)));
  EXPECT_EQ(kept, "kept, as it is long enough to be moved for good");  // NOLINT: what is tested
}

TEST(Channel, DestroysWhatNobodyReceives) {
  auto [out, in] = sc::channel<std::shared_ptr<int>>(3);
  const auto value = std::make_shared<int>(1);
  EXPECT_TRUE(out.send(value));
  EXPECT_TRUE(out.send(value));
  EXPECT_EQ(value.use_count(), 3);
  { const auto gone = std::move(in); }
  EXPECT_EQ(value.use_count(), 1);
}

TEST(Channel, MayCarryItsOwnSenders) {
  struct request {
    std::optional<sc::sender<request>> answer;
  };
  auto [out, in] = sc::channel<request>(2);
  EXPECT_TRUE(out.send(request{out.clone()}));
  EXPECT_TRUE(out.send(request{out.clone()}));
  { const auto gone = std::move(in); }  // Destroys senders of this very channel.
  EXPECT_FALSE(out.send(request{}));
}

TEST(Channel, AnEndThatWasMovedElsewhereIsAnError) {
  auto [out, in] = sc::channel<int>(1);
  const sc::sender<int> sender = std::move(out);
  const sc::receiver<int> receiver = std::move(in);
  // NOLINTBEGIN(bugprone-use-after-move): what is tested
  EXPECT_THROW(static_cast<void>(out.send(1)), std::logic_error);
  EXPECT_THROW(static_cast<void>(out.clone()), std::logic_error);
  EXPECT_THROW(out.close(), std::logic_error);
  EXPECT_THROW(static_cast<void>(in.receive()), std::logic_error);
  EXPECT_THROW(static_cast<void>(in.begin()), std::logic_error);
  // NOLINTEND(bugprone-use-after-move)
  EXPECT_EQ(message_of([&in = in] { static_cast<void>(in.try_receive()); }),
            "sc: this end of a channel was moved elsewhere");
}

TEST(Channel, AnEndThatIsAssignedToLeavesItsChannel) {
  auto [out, in] = sc::channel<int>(1);
  auto [other_out, other_in] = sc::channel<int>(1);
  out = std::move(other_out);
  EXPECT_EQ(in.receive(), std::nullopt);
  EXPECT_TRUE(out.send(2));
  EXPECT_EQ(other_in.receive(), 2);
}

//-- Closing ------------------------------------------------------------------------

TEST(Channel, ClosedStillGivesWhatIsInIt) {
  auto [out, in] = sc::channel<int>(4);
  EXPECT_TRUE(out.send(1));
  EXPECT_TRUE(out.send(2));
  out.close();
  EXPECT_FALSE(out.send(3));
  EXPECT_FALSE(out.try_send(3));
  EXPECT_EQ(all_of(in), (std::vector<int>{1, 2}));
  EXPECT_EQ(in.try_receive(), std::nullopt);
}

TEST(Channel, ClosedWithAnErrorGivesWhatIsInItAndThenTheError) {
  auto [out, in] = sc::channel<int>(4);
  EXPECT_TRUE(out.send(1));
  out.close(std::make_exception_ptr(failure("of the source")));
  EXPECT_FALSE(out.send(2));
  EXPECT_EQ(in.receive(), 1);
  EXPECT_EQ(message_of([&in = in] { static_cast<void>(in.receive()); }), "of the source");
  EXPECT_EQ(message_of([&in = in] { static_cast<void>(in.try_receive()); }), "of the source");
  EXPECT_EQ(message_of([&in = in] { all_of(in); }), "of the source");
}

TEST(Channel, ErrorInTheMiddleOfALoopComesOutOfIt) {
  auto [out, in] = sc::channel<int>(4);
  EXPECT_TRUE(out.send(1));
  out.close(std::make_exception_ptr(failure("of the source")));
  std::vector<int> seen;
  EXPECT_EQ(message_of([&in = in, &seen] {
              for (const int one : in) seen.push_back(one);
            }),
            "of the source");
  EXPECT_EQ(seen, std::vector<int>{1});
}

TEST(Channel, IsClosedOnlyOnce) {
  auto [out, in] = sc::channel<int>(1);
  out.close(std::make_exception_ptr(failure("the first")));
  out.close(std::make_exception_ptr(failure("the second")));
  in.close();
  { const auto gone = std::move(out); }
  EXPECT_EQ(message_of([&in = in] { static_cast<void>(in.receive()); }), "the first");
}

TEST(Channel, ClosedByAReceiverTakesNoMore) {
  auto [out, in] = sc::channel<int>(4);
  EXPECT_TRUE(out.send(1));
  in.close();
  EXPECT_FALSE(out.send(2));
  EXPECT_EQ(all_of(in), std::vector<int>{1});
}

/// Waits until the channel is full; a sender may wait by then as well.
void until_full(const sc::receiver<int>& in) {
  while (in.size() != in.capacity()) std::this_thread::yield();
}

TEST(Channel, ClosingWakesWhoWaits) {
  for (int round = 0; round < 200; ++round) {
    auto [out, in] = sc::channel<int>(1);
    auto [idle_out, idle_in] = sc::channel<int>(1);
    sc::group tasks;
    std::atomic<int> sent{0};
    for (int i = 0; i < 2; ++i) {
      tasks.go([out = out.clone(), &sent] { sent += send_all(out); });
      tasks.go([in = idle_in.clone()] { EXPECT_EQ(in.receive(), std::nullopt); });
    }
    until_full(in);
    in.close();
    idle_out.close();
    tasks.wait();
    EXPECT_EQ(sent, 1);
    EXPECT_EQ(in.size(), 1U);
  }
}

TEST(Channel, GoneReceiversWakeWhoSends) {
  auto [out, in] = sc::channel<int>(1);
  sc::group tasks;
  tasks.go([out = std::move(out)] { EXPECT_EQ(send_all(out), 1); });
  until_full(in);
  { const auto gone = std::move(in); }
  tasks.wait();
}

//-- Stopping -----------------------------------------------------------------------

TEST(Channel, StopWakesWhoSendsAndWhoReceives) {
  for (int round = 0; round < 200; ++round) {
    auto [out, in] = sc::channel<int>(1);
    auto [idle_out, idle_in] = sc::channel<int>(0);
    sc::group tasks;
    std::atomic<int> sent{0};
    for (int i = 0; i < 2; ++i) {
      tasks.go([&sent, out = out.clone()] { sent += send_all(out); });
      tasks.go([in = idle_in.clone()] { EXPECT_EQ(in.receive(), std::nullopt); });
    }
    until_full(in);
    tasks.cancel();
    tasks.wait();
    EXPECT_EQ(sent, 1);
    { const auto gone = std::move(out); }
    EXPECT_EQ(all_of(in), std::vector<int>{1});
  }
}

TEST(Channel, StopComesBeforeWhatCouldBeDone) {
  const sc::stop_source source;
  source.request_stop();
  auto [out, in] = sc::channel<int>(2);
  EXPECT_TRUE(out.send(1));
  EXPECT_FALSE(out.send(2, source.get_token()));
  EXPECT_EQ(in.receive(source.get_token()), std::nullopt);
  EXPECT_EQ(in.size(), 1U);
}

TEST(Channel, StopLeavesTheValueToTheCaller) {
  const sc::stop_source source;
  auto [out, in] = sc::channel<std::string>(0);
  std::string value = "long enough to be moved for good, if it were moved";
  gate going;
  // NOLINTNEXTLINE(structured-unjoined-thread): no error is expected before the join
  std::thread stopper([&] {
    going.wait();
    source.request_stop();
  });
  going.open();
  EXPECT_FALSE(out.send(std::move(value), source.get_token()));
  EXPECT_EQ(value, "long enough to be moved for good, if it were moved");  // NOLINT: what is tested
  stopper.join();
  EXPECT_EQ(in.try_receive(), std::nullopt);
}

TEST(Channel, StopEndsALoop) {
  auto [out, in] = sc::channel<int>(2);
  sc::group tasks;
  gate seen;
  tasks.go([in = std::move(in), &seen] {
    for (const int one : in) {
      EXPECT_EQ(one, 1);
      seen.open();
    }
    EXPECT_TRUE(sc::this_task::stop_requested());
  });
  EXPECT_TRUE(out.send(1));
  seen.wait();
  tasks.cancel();
  tasks.wait();
}

//-- Moves that throw ------------------------------------------------------------------

/// Can be told to throw when it is moved; the value stays where it was then.
struct heavy {
  explicit heavy(int n) : value(n) {}
  heavy(heavy&& other) : value(other.value) {
    if (throws == value) throw failure("too heavy");
    other.value = 0;
  }
  int value;
  static inline std::atomic<int> throws{0};
};

TEST(Channel, AMoveIntoItThatThrowsSendsNothing) {
  auto [out, in] = sc::channel<heavy>(2);
  heavy::throws = 2;
  EXPECT_TRUE(out.send(heavy(1)));
  heavy stays(2);
  EXPECT_EQ(message_of([&out = out, &stays] { static_cast<void>(out.send(std::move(stays))); }),
            "too heavy");
  EXPECT_EQ(stays.value, 2);  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(in.size(), 1U);
  heavy::throws = 0;
  EXPECT_TRUE(out.send(std::move(stays)));
  EXPECT_EQ(in.receive()->value, 1);
  EXPECT_EQ(in.receive()->value, 2);
}

TEST(Channel, AMoveOutOfItThatThrowsLeavesTheValueInIt) {
  auto [out, in] = sc::channel<heavy>(2);
  EXPECT_TRUE(out.send(heavy(1)));
  EXPECT_TRUE(out.send(heavy(2)));
  heavy::throws = 1;
  EXPECT_EQ(message_of([&in = in] { static_cast<void>(in.receive()); }), "too heavy");
  EXPECT_EQ(message_of([&in = in] { static_cast<void>(in.try_receive()); }), "too heavy");
  EXPECT_EQ(in.size(), 2U);
  heavy::throws = 0;
  EXPECT_EQ(in.receive()->value, 1);
  EXPECT_EQ(in.receive()->value, 2);
}

TEST(Channel, AMoveThatThrowsIsTheSendersWhoWaitsToSend) {
  for (int round = 0; round < 100; ++round) {
    auto [out, in] = sc::channel<heavy>(1);
    heavy::throws = 0;
    EXPECT_TRUE(out.send(heavy(1)));
    heavy::throws = 2;
    sc::group tasks;
    tasks.go([out = std::move(out)] {
      heavy stays(2);
      EXPECT_EQ(message_of([&] { static_cast<void>(out.send(std::move(stays))); }), "too heavy");
      EXPECT_EQ(stays.value, 2);  // NOLINT(bugprone-use-after-move): what is tested
      EXPECT_TRUE(out.send(heavy(3)));
    });
    EXPECT_EQ(in.receive()->value, 1);
    EXPECT_EQ(in.receive()->value, 3);
    tasks.wait();
  }
  heavy::throws = 0;
}

//-- Many ---------------------------------------------------------------------------------

TEST(Channel, ManySendToManyAndNothingIsLostOrDoubled) {
  constexpr int senders = 4, receivers = 3, each = 2000;
  for (const std::size_t capacity : {0U, 1U, 7U}) {
    auto [out, in] = sc::channel<int>(capacity);
    std::vector<std::vector<int>> received(receivers);
    sc::group tasks;
    for (int s = 0; s < senders; ++s)
      tasks.go([s, out = out.clone()] {
        for (int i = 0; i < each; ++i) ASSERT_TRUE(out.send(s * each + i));
      });
    for (int r = 0; r < receivers; ++r)
      tasks.go([&mine = received[static_cast<std::size_t>(r)], in = in.clone()] { mine = all_of(in); });
    { const auto gone = std::move(out); }
    tasks.wait();

    std::vector<int> all;
    for (const std::vector<int>& one : received) {
      for (int s = 0; s < senders; ++s) {  // Of each sender in its order.
        std::vector<int> of_one;
        std::copy_if(one.begin(), one.end(), std::back_inserter(of_one),
                     [&](int value) { return value / each == s; });
        EXPECT_TRUE(std::is_sorted(of_one.begin(), of_one.end()));
      }
      all.insert(all.end(), one.begin(), one.end());
    }
    std::sort(all.begin(), all.end());
    std::vector<int> expected(senders * each);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(all, expected) << "capacity " << capacity;
  }
}

//-- Pipelines ----------------------------------------------------------------------------

TEST(Pipeline, OfThreeStagesGivesAllInOrder) {
  auto [numbers, to_square] = sc::channel<int>(2);
  auto [squares, to_print] = sc::channel<long>(2);
  std::string printed;
  sc::group stages;
  stages.go([numbers = std::move(numbers)] {
    for (int i = 1; i <= 5; ++i) ASSERT_TRUE(numbers.send(i));
  });
  stages.go([to_square = std::move(to_square), squares = std::move(squares)] {
    for (const int one : to_square) ASSERT_TRUE(squares.send(long{one} * one));
  });
  stages.go([to_print = std::move(to_print), &printed] {
    for (const long one : to_print) printed += std::to_string(one) + " ";
  });
  stages.wait();
  EXPECT_EQ(printed, "1 4 9 16 25 ");
}

/// Three stages, of which one fails at the tenth value. Gives what `wait` throws.
std::string fails_in(int stage) {
  auto [numbers, to_pass] = sc::channel<int>(1);
  auto [passed, to_count] = sc::channel<int>(0);
  const auto work = [stage](int here, int value) {
    if (here == stage && value == 10) throw failure("of stage " + std::to_string(here));
  };
  sc::group stages;
  stages.go([numbers = std::move(numbers), work] {
    for (int i = 1; numbers.send(i); ++i) work(1, i);
  });
  stages.go([to_pass = std::move(to_pass), passed = std::move(passed), work] {
    for (const int one : to_pass) {
      work(2, one);
      if (!passed.send(one)) return;
    }
  });
  stages.go([to_count = std::move(to_count), work] {
    for (const int one : to_count) work(3, one);
  });
  return message_of_wait(stages);
}

TEST(Pipeline, ErrorInOneStageEndsAll) {
  EXPECT_EQ(fails_in(1), "of stage 1");
  EXPECT_EQ(fails_in(2), "of stage 2");
  EXPECT_EQ(fails_in(3), "of stage 3");
}

TEST(Pipeline, ErrorCanBePassedOnBehindTheValues) {
  auto [numbers, in] = sc::channel<int>(1);
  std::string seen;
  sc::group stages(sc::detached_from_parent);
  stages.go([numbers = std::move(numbers)] {
    for (int i = 1; i <= 3; ++i) ASSERT_TRUE(numbers.send(i));
    numbers.close(std::make_exception_ptr(failure("of the source")));
  });
  stages.go([in = std::move(in), &seen] {
    for (const int one : in) seen += std::to_string(one);
  });
  EXPECT_EQ(message_of_wait(stages), "of the source");
  EXPECT_EQ(seen, "123");
}

}  // namespace
