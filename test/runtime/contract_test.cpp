// The hard contract of sc::group, a test or more for each of its points.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <sc/group.h>
#include <stdexcept>
#include <thread>

#include "failure.h"
#include "gate.h"

namespace {

TEST(Contract, WaitReturnsWhenTasksAndThreadsHaveEnded) {
  struct last_word {
    std::atomic<int>* ended = nullptr;
    ~last_word() {
      if (ended) ++*ended;
    }
  };
  std::atomic<int> ended{0};
  sc::group tasks;
  for (int i = 0; i < 20; ++i)
    tasks.go([&] {
      static thread_local last_word word;
      word.ended = &ended;
    });
  tasks.wait();
  EXPECT_EQ(ended, 20);  // thread_locals and all.
}

TEST(Contract, WaitReturnsWhenCallablesAreDestroyed) {
  auto captured = std::make_shared<int>(1);
  sc::group tasks(sc::limit{1});
  for (int i = 0; i < 5; ++i) tasks.go([captured] {});
  tasks.go([captured] { fail("one"); });
  tasks.go([captured] {});
  EXPECT_EQ(message_of_wait(tasks), "one");
  EXPECT_EQ(captured.use_count(), 1);
}

TEST(Contract, DestructorWaitsToo) {
  gate started;
  std::atomic<bool> ended{false};
  {
    sc::group tasks;
    tasks.go([&] {
      started.wait();
      ended = true;
    });
    started.open();
  }
  EXPECT_TRUE(ended);
}

TEST(Contract, WaitRethrowsTheFirstWithItsType) {
  sc::group tasks;
  gate first_failed;
  tasks.go([] { fail("first"); });
  tasks.go([](const sc::stop_token& stop) {
    until_stopped(stop);
    throw std::logic_error("second");
  });
  EXPECT_THROW(tasks.wait(), failure);
  const auto errors = tasks.errors();
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(message_of(errors[0]), "first");
  EXPECT_EQ(message_of(errors[1]), "second");
}

TEST(Contract, FirstErrorStopsTheOthersAndDropsTheQueue) {
  sc::group tasks(sc::limit{2});
  gate started;
  std::atomic<bool> ran{false}, saw_stop{false};
  tasks.go([&](const sc::stop_token& stop) {
    started.open();
    until_stopped(stop);
    saw_stop = true;
  });
  started.wait();
  gate go_on;
  tasks.go([&] {
    go_on.wait();
    fail("stop");
  });
  tasks.go([&] { ran = true; });
  EXPECT_EQ(tasks.queued(), 1u);
  go_on.open();
  EXPECT_EQ(message_of_wait(tasks), "stop");
  EXPECT_TRUE(saw_stop);
  EXPECT_FALSE(ran);
  EXPECT_EQ(tasks.skipped(), 1u);
}

TEST(Contract, SuccessNeverRequestsAStop) {
  sc::group tasks;
  const sc::stop_token token = tasks.token();
  tasks.go([] {});
  tasks.wait();
  EXPECT_FALSE(token.stop_requested());
  EXPECT_FALSE(tasks.cause());
}

TEST(Contract, GoThrowsOrTakesTheTask) {
  sc::group tasks;
  struct cannot_be_copied {
    cannot_be_copied() = default;
    cannot_be_copied(const cannot_be_copied&) { fail("copy"); }
    void operator()() const {}
  };
  const cannot_be_copied task;
  EXPECT_THROW(tasks.go(task), failure);
  EXPECT_EQ(tasks.active(), 0u);
  tasks.go([] {});
  tasks.wait();
}

TEST(Contract, GoNeverRunsTheTaskOnTheCallingThread) {
  sc::group tasks;
  std::thread::id ran_on;
  tasks.go([&] { ran_on = std::this_thread::get_id(); });
  tasks.wait();
  EXPECT_NE(ran_on, std::this_thread::get_id());
}

TEST(Contract, AllTasksMakeProgressAtATime) {
  constexpr int count = 100;
  sc::group tasks;
  std::atomic<int> here{0};
  gate all;
  for (int i = 0; i < count; ++i)
    tasks.go([&] {
      if (++here == count) all.open();
      all.wait();
    });
  tasks.wait();
  EXPECT_EQ(here, count);
}

TEST(Contract, WaitFromInsideThrows) {
  sc::group tasks;
  std::error_code code;
  tasks.go([&] {
    try {
      tasks.wait();
    } catch (const std::system_error& e) {
      code = e.code();
    }
  });
  tasks.wait();
  EXPECT_EQ(code, std::errc::resource_deadlock_would_occur);
}

TEST(Contract, WaitFromADescendantThrows) {
  sc::group outer;
  bool threw = false;
  outer.go([&] {
    sc::group inner;
    inner.go([&] {
      try {
        outer.wait();
      } catch (const std::system_error&) {
        threw = true;
      }
    });
    inner.wait();
  });
  outer.wait();
  EXPECT_TRUE(threw);
}

TEST(ContractDeathTest, ErrorThatNobodyLooksAtEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        sc::group tasks;
        tasks.go([] { fail("nobody looks"); });
      },
      "");
}

TEST(Contract, ErrorThatNobodyLooksAtCallsTheHandler) {
  static int calls;
  calls = 0;
  const auto before = sc::set_unobserved_handler([] { ++calls; });
  {
    sc::group tasks;
    tasks.go([] { fail("nobody looks"); });
  }
  {
    sc::group tasks;
    tasks.go([] { fail("looked at"); });
    EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::failed);
  }
  sc::set_unobserved_handler(before);
  EXPECT_EQ(calls, 1);
}

TEST(Contract, MoveOnlyAndMutableCallables) {
  sc::group tasks;
  int result = 0;
  tasks.go([owned = std::make_unique<int>(3), &result]() mutable { result = (*owned)++; });
  tasks.wait();
  EXPECT_EQ(result, 3);
}

}  // namespace
