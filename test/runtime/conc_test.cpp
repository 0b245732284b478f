// The tests of conc's pools, wait group and iterators (sourcegraph/conc), by their
// names. A panic is an error here, as in a task everything that is thrown is.
//
// What a group does differently; the tests of that name say how:
//   "is reusable", "reuse": after a wait it is reset first.
//   "wait error is all returned errors": wait throws the first, errors() has all.
//   "non-panics run successfully": those that run; what waits for a place is dropped.
//
// Not here:
//   the limit may change at any time: "panics on configuration after init";
//   there is no look at the limit: "returns correct MaxGoroutines";
//   the first error always stops the others: "no WithCancelOnError";
//   "timed out", "return before timed out": no deadline of a group;
//   a result is its own task's: "WithCollectErrored";
//   no ordered stream: stream_test.go, and with it "panic in callback does not block
//     producers", "nil callback", "max goroutines";
//   std::exception_ptr carries an error: panics_test.go, try_test.go;
//   the number of threads is the limit: "allows more than defaultMaxGoroutines()
//     concurrent tasks"; a map has no state of its own: "safe for reuse".

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <numeric>
#include <sc/group.h>
#include <sc/map.h>
#include <sc/this_task.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "failure.h"
#include "gate.h"
#include "policies.h"

namespace {

class Conc : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, Conc, every_policy(), name_of_policy);

/// Of tasks that wait for each other, or for a stop.
class ConcOfTasksThatBlock : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, ConcOfTasksThatBlock, policies_that_let_tasks_block(),
                         name_of_policy);

//-- Pool ----------------------------------------------------------------------------

// "basic"; WaitGroup "all spawned run"
TEST_P(Conc, Basic) {
  sc::group tasks = group();
  std::atomic<int> completed{0};
  for (int i = 0; i < 100; ++i) tasks.go([&] { ++completed; });
  tasks.wait();
  EXPECT_EQ(completed, 100);
}

// "limit", of all the pools
TEST_P(Conc, Limit) {
  for (const std::size_t most : {1u, 10u, 100u}) {
    sc::group tasks = group(sc::limit{most});
    std::atomic<std::size_t> active{0}, too_many{0}, ran{0};
    for (std::size_t i = 0; i < most * 10; ++i)
      tasks.go([&] {
        if (++active > most) ++too_many;
        std::this_thread::yield();  // Gives others a chance to be active.
        --active;
        ++ran;
      });
    tasks.wait();
    EXPECT_EQ(too_many, 0u);
    EXPECT_EQ(active, 0u);
    EXPECT_EQ(ran, most * 10);
  }
}

// "limit": as many as that do run at a time.
TEST_P(ConcOfTasksThatBlock, LimitIsReached) {
  for (const std::size_t most : {1u, 10u, 100u}) {
    gate all;
    std::atomic<std::size_t> here{0};
    sc::group tasks = group(sc::limit{most});
    for (std::size_t i = 0; i < most; ++i)
      tasks.go([&] {
        if (++here == most) all.open();
        all.wait();
      });
    tasks.wait();
    EXPECT_EQ(here, most);
  }
}

// "propagate panic", "propagates panics"
TEST_P(Conc, PropagatePanic) {
  sc::group tasks = group();
  for (int i = 0; i < 10; ++i)
    tasks.go([i] {
      if (i == 5) fail("the sixth");
    });
  EXPECT_EQ(message_of_wait(tasks), "the sixth");
}

// "panics do not exhaust goroutines"
TEST_P(Conc, PanicsDoNotExhaustGoroutines) {
  std::atomic<int> ran{0};
  for (int round = 0; round < 10; ++round) {
    sc::group tasks = group(sc::limit{2});
    for (int i = 0; i < 10; ++i)
      tasks.go_blocking([&] {  // Would wait for ever for a place that was lost.
        ++ran;
        fail("42");
      });
    EXPECT_EQ(message_of_wait(tasks), "42");
    EXPECT_EQ(tasks.active(), 0u);
    tasks.reset();
    for (int i = 0; i < 10; ++i) tasks.go_blocking([&] { ++ran; });
    tasks.wait();
  }
  EXPECT_GE(ran, 10 * (1 + 10));
}

// "panics on invalid WithMaxGoroutines"
TEST_P(Conc, PanicsOnInvalidWithMaxGoroutines) {
  EXPECT_THROW(group(sc::limit{0}), std::invalid_argument);
}

// "is reusable"
TEST_P(Conc, IsReusable) {
  sc::group tasks = group();
  std::atomic<int> count{0};
  for (int round = 1; round <= 3; ++round) {
    for (int i = 0; i < 10; ++i) tasks.go([&] { ++count; });
    tasks.wait();
    EXPECT_EQ(count, 10 * round);
    tasks.reset();
  }
}

//-- ErrorPool -----------------------------------------------------------------------

// "wait returns no error if no errors"
TEST_P(Conc, WaitReturnsNoErrorIfNoErrors) {
  sc::group tasks = group();
  tasks.go([] {});
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::ok);
  EXPECT_TRUE(tasks.errors().empty());
}

// "wait error if func returns error"; WaitGroup "is propagated"
TEST_P(Conc, WaitErrorIfFuncReturnsError) {
  sc::group tasks = group();
  tasks.go([] { fail("err1"); });
  EXPECT_EQ(message_of_wait(tasks), "err1");
}

// "wait error is all returned errors"; "WithFirstError"; WaitGroup "one is propagated"
TEST_P(ConcOfTasksThatBlock, WaitErrorIsAllReturnedErrors) {
  gate both;
  sc::group tasks = group();
  tasks.go([&] {
    both.wait();
    fail("err1");
  });
  tasks.go([] {});
  tasks.go([&](const sc::stop_token& stop) {
    both.open();
    until_stopped(stop);  // By the first error, which is written down then.
    fail("err2");
  });
  EXPECT_EQ(message_of_wait(tasks), "err1");
  const std::vector<std::exception_ptr> errors = tasks.errors();
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(message_of(errors[0]), "err1");
  EXPECT_EQ(message_of(errors[1]), "err2");
}

// "reuse" of an ErrorPool
TEST_P(Conc, ReuseForgetsTheErrorsOfTheLastRound) {
  sc::group tasks = group();
  tasks.go([] { fail("err1"); });
  EXPECT_EQ(message_of_wait(tasks), "err1");
  tasks.reset();
  tasks.go([] { fail("err2"); });
  EXPECT_EQ(message_of_wait(tasks), "err2");
  ASSERT_EQ(tasks.errors().size(), 1u);
  tasks.reset();
  tasks.wait();
}

//-- ContextPool ---------------------------------------------------------------------

// "context error propagates": "canceled"; "context cancel propagates"
TEST_P(Conc, Canceled) {
  const sc::stop_source context;
  gate started;
  sc::group tasks = group(sc::limit{1}, sc::parent{context.get_token()});
  tasks.go([&](const sc::stop_token& stop) {
    started.open();
    until_stopped(stop);
    sc::this_task::checkpoint();
  });
  started.wait();
  context.request_stop();
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_THROW(std::rethrow_exception(tasks.cause()), sc::cancelled);
}

// "WithCancelOnError"; "WithFailFast"
TEST_P(ConcOfTasksThatBlock, WithCancelOnError) {
  sc::group tasks = group();
  tasks.go([](const sc::stop_token& stop) {
    until_stopped(stop);
    sc::this_task::checkpoint();
  });
  tasks.go([] { fail("err1"); });
  EXPECT_EQ(message_of_wait(tasks), "err1");
  EXPECT_EQ(tasks.errors().size(), 1u);  // What a stop ends is no error.
}

// "WithCancelOnError and panic"
TEST_P(ConcOfTasksThatBlock, WithCancelOnErrorAndPanic) {
  std::atomic<int> here{0}, cancelled{0};
  gate both_run;
  sc::group tasks = group();
  for (int i = 0; i < 2; ++i)
    tasks.go([&](const sc::stop_token& stop) {
      if (++here == 2) both_run.open();
      until_stopped(stop);
      ++cancelled;
    });
  tasks.go([&] {
    both_run.wait();
    throw std::logic_error("abort!");
  });
  EXPECT_THROW(tasks.wait(), std::logic_error);
  EXPECT_EQ(cancelled, 2);
}

//-- ResultPool ----------------------------------------------------------------------

// "basic" of a ResultPool
TEST_P(Conc, BasicResults) {
  sc::group tasks = group(sc::limit{8});
  std::vector<sc::task<int>> results;
  for (int i = 0; i < 100; ++i) results.push_back(tasks.spawn([i] { return i; }));
  tasks.wait();
  for (int i = 0; i < 100; ++i) EXPECT_EQ(results[static_cast<std::size_t>(i)].get(), i);
}

// "deterministic order": the tasks end in the opposite order.
TEST_P(ConcOfTasksThatBlock, DeterministicOrder) {
  constexpr std::size_t count = 50;
  std::vector<gate> ended(count + 1);
  ended[count].open();
  sc::group tasks = group();
  std::vector<sc::task<std::size_t>> results;
  for (std::size_t i = 0; i < count; ++i)
    results.push_back(tasks.spawn([&ended, i] {
      ended[i + 1].wait();
      ended[i].open();
      return i;
    }));
  tasks.wait();
  for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(results[i].get(), i);
}

// "reuse" of a ResultPool
TEST_P(Conc, ReuseKeepsTheResultsOfTheLastRound) {
  sc::group tasks = group();
  sc::task<int> first = tasks.spawn([] { return 1; });
  tasks.wait();
  tasks.reset();
  sc::task<int> second = tasks.spawn([] { return 2; });
  EXPECT_EQ(first.get(), 1);
  EXPECT_THROW(second.get(), sc::not_joined);
  tasks.wait();
  EXPECT_EQ(second.get(), 2);
}

//-- WaitGroup -----------------------------------------------------------------------

// "panic": "non-panics do not overwrite panic"
TEST_P(Conc, NonPanicsDoNotOverwritePanic) {
  sc::group tasks = group();
  tasks.go([] { fail("super bad thing"); });
  for (int i = 0; i < 10; ++i) tasks.go([] {});
  EXPECT_EQ(message_of_wait(tasks), "super bad thing");
}

// "panic": "non-panics run successfully", "nonpanics run successfully with waitandrecover"
TEST_P(ConcOfTasksThatBlock, NonPanicsRunSuccessfully) {
  gate both_run;
  std::atomic<int> here{0}, ran{0};
  sc::group tasks = group();
  for (int i = 0; i < 2; ++i)
    tasks.go([&](const sc::stop_token& stop) {
      if (++here == 2) both_run.open();
      until_stopped(stop);  // By the error.
      ++ran;
    });
  tasks.go([&] {
    both_run.wait();
    fail("super bad thing");
  });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
  EXPECT_EQ(message_of(tasks.errors().at(0)), "super bad thing");
  EXPECT_EQ(ran, 2);
}

// "is caught by waitandrecover", "one is caught by waitandrecover"
TEST_P(Conc, IsCaughtByWaitAndRecover) {
  sc::group tasks = group();
  tasks.go([] { fail("super bad thing"); });
  tasks.go([] { fail("super bad thing"); });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
  EXPECT_EQ(message_of(tasks.errors().at(0)), "super bad thing");
}

//-- iter: Map and ForEach -----------------------------------------------------------

// "empty"
TEST(ConcIter, Empty) {
  bool ran = false;
  std::vector<int> none;
  sc::map(none, [&](int) { ran = true; });
  EXPECT_FALSE(ran);
}

// "panic is propagated"; "error is propagated"
TEST(ConcIter, PanicIsPropagated) {
  const std::vector<int> one = {1};
  EXPECT_EQ(message_of([&] { sc::map(one, [](int) { fail("super bad thing happened"); }); }),
            "super bad thing happened");
}

// "mutating inputs is fine"
TEST(ConcIter, MutatingInputsIsFine) {
  std::vector<int> numbers = {1, 2, 3, 4, 5};
  sc::map(numbers, [](int& x) { ++x; });
  EXPECT_EQ(numbers, (std::vector<int>{2, 3, 4, 5, 6}));
}

// "basic increment"; "huge inputs"
TEST(ConcIter, HugeInputs) {
  std::vector<int> numbers(2000);
  std::iota(numbers.begin(), numbers.end(), 0);
  const std::vector<int> more = sc::map(numbers, [](int x) { return x + 1; }, sc::limit{4});
  ASSERT_EQ(more.size(), numbers.size());
  for (std::size_t i = 0; i < more.size(); ++i) EXPECT_EQ(more[i], static_cast<int>(i) + 1);
}

// "multiple errors are propagated": the first is.
TEST(ConcIter, MultipleErrorsArePropagated) {
  const std::vector<int> two = {1, 2};
  EXPECT_EQ(message_of([&] {
    sc::map(two, [&](int x) {
      if (x == 2) {
        until_stopped(sc::this_task::token());
        fail("the second");
      }
      fail("the first");
    });
  }),
            "the first");
}

}  // namespace
