// What Trio tests of nursery.start (test_run.py) and corral of TaskStarted
// (nursery_test.cc) is tested here under the names that a test is headed with.
//
// Not here:
//   nursery-task-started-no-await, -optional-arg-no-await: start always waits;
//   nursery-task-started-template-retval: the type of a value is always named;
//   open-nursery*: what a daemon gives its starter may be a group, as any value.

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <sc/daemon.h>
#include <sc/group.h>
#include <sc/this_task.h>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

//-- Starting ----------------------------------------------------------------------

// nursery-task-started-await; test_nursery_start
TEST(Daemon, StartReturnsWhenItIsReady) {
  std::atomic<bool> prepared{false};
  gate checked;
  sc::daemon worker;
  worker.start([&](const sc::stop_token&, const sc::ready<>& up) {
    prepared = true;
    up();
    checked.wait();
  });
  EXPECT_TRUE(prepared);
  EXPECT_TRUE(worker.running());
  checked.open();
  worker.wait();
  EXPECT_FALSE(worker.running());
}

// nursery-task-started-retval; test_nursery_start
TEST(Daemon, StartGivesTheValueThatItIsReadyWith) {
  sc::daemon worker;
  const auto port = worker.start<std::unique_ptr<int>>(
      [](const sc::stop_token& stop, sc::ready<std::unique_ptr<int>> up) {
        up(std::make_unique<int>(8080));
        until_stopped(stop);
      });
  ASSERT_TRUE(port);
  EXPECT_EQ(*port, 8080);
}

// nursery-task-started-optional-arg-await
TEST(Daemon, WithoutAReadyItIsReadyAsSoonAsItRuns) {
  gate go_on;
  sc::daemon with_token([&](const sc::stop_token& stop) { until_stopped(stop); });
  sc::daemon with_nothing([&] { go_on.wait(); });
  void (*function)() = [] {};
  sc::daemon with_function(function);
  EXPECT_TRUE(with_token.running());
  EXPECT_TRUE(with_nothing.running());
  go_on.open();
}

TEST(Daemon, ReadyIsTakenByValueByReferenceAndByAuto) {
  sc::daemon worker;
  worker.start([](sc::stop_token, sc::ready<> up) { up(); });
  worker.wait();
  worker.start([](sc::stop_token, sc::ready<>& up) { up(); });
  worker.wait();
  worker.start([](auto, auto& up) { up(); });
  worker.wait();
  EXPECT_EQ(worker.start<int>([](auto, auto up) { up(1); }), 1);
}

// nursery-task-started-imm-ready; test_nursery_start: started_with_no_checkpoint
TEST(Daemon, MayEndAsSoonAsItIsReady) {
  sc::daemon worker;
  EXPECT_EQ(worker.start<int>([](const sc::stop_token&, const sc::ready<int>& up) { up(3); }), 3);
  worker.wait();
}

// nursery-task-started-combiners
TEST(Daemon, SeveralStartAtATime) {
  sc::daemon one, other;
  gate one_runs, other_runs;
  std::thread starter([&] {
    one.start([&](const sc::stop_token& stop, const sc::ready<>& up) {
      one_runs.open();
      other_runs.wait();
      up();
      until_stopped(stop);
    });
  });
  other.start([&](const sc::stop_token& stop, const sc::ready<>& up) {
    other_runs.open();
    one_runs.wait();
    up();
    until_stopped(stop);
  });
  starter.join();
  EXPECT_TRUE(one.running());
  EXPECT_TRUE(other.running());
}

TEST(Daemon, AnotherThreadOfItMaySayThatItIsReady) {
  sc::daemon worker;
  EXPECT_EQ(worker.start<std::string>([](const sc::stop_token&, const sc::ready<std::string>& up) {
    sc::group parts;
    parts.go([up] { up("from a part"); });
    parts.wait();
  }),
            "from a part");
}

// test_nursery_start: double_started
TEST(Daemon, ASecondReadyIsAnError) {
  sc::daemon worker;
  bool refused = false;
  worker.start([&](const sc::stop_token&, const sc::ready<>& up) {
    up();
    EXPECT_THROW(up(), std::logic_error);
    refused = true;
  });
  worker.wait();
  EXPECT_TRUE(refused);
}

TEST(Daemon, AReadyThatOutlivesItIsAnError) {
  sc::daemon worker;
  std::unique_ptr<sc::ready<int>> kept;
  EXPECT_THROW(worker.start<int>([&](const sc::stop_token&, const sc::ready<int>& up) {
    kept = std::make_unique<sc::ready<int>>(up);
  }),
               sc::not_ready);
  EXPECT_THROW((*kept)(1), std::logic_error);
}

TEST(Daemon, AnEmptyFunctionIsRefused) {
  sc::daemon worker;
  EXPECT_THROW(worker.start(std::function<void()>()), std::invalid_argument);
  EXPECT_FALSE(worker.running());
  worker.start([] {});
}

TEST(Daemon, AFunctionThatCannotBeCopiedLeavesItStopped) {
  struct heavy {
    heavy() = default;
    heavy(const heavy&) { fail("cannot be copied"); }
    void operator()() const {}
  };
  sc::daemon worker;
  const heavy task;
  EXPECT_EQ(message_of([&] { worker.start(task); }), "cannot be copied");
  EXPECT_FALSE(worker.running());
  worker.start([] {});
}

//-- Errors ------------------------------------------------------------------------

// nursery-task-started-exception; test_nursery_start: raise_keyerror
TEST(Daemon, AnErrorBeforeItIsReadyGoesToTheStarterOnly) {
  sc::group around;
  bool stopped = true;
  around.go([&] {
    sc::daemon worker;
    EXPECT_EQ(message_of([&] {
      worker.start([](const sc::stop_token&, const sc::ready<>&) { fail("no port"); });
    }),
              "no port");
    EXPECT_FALSE(worker.running());
    worker.stop();  // Throws nothing.
    stopped = sc::this_task::stop_requested();
  });
  around.wait();
  EXPECT_FALSE(stopped);
}

TEST(Daemon, AConstructorThatStartsItThrowsAsStartDoes) {
  EXPECT_EQ(message_of([] {
    const sc::daemon worker([](const sc::stop_token&, const sc::ready<>&) { fail("no port"); });
  }),
            "no port");
}

// test_nursery_start: nothing
TEST(Daemon, ReturningBeforeItIsReadyIsAnErrorOfStart) {
  sc::daemon worker;
  EXPECT_THROW(worker.start([](const sc::stop_token&, const sc::ready<>&) {}), sc::not_ready);
  EXPECT_FALSE(worker.running());
  worker.stop();
}

TEST(Daemon, AValueThatCannotBeMadeIsAnErrorOfStart) {
  struct picky {
    picky() = default;
    picky(picky&&) { fail("cannot be moved"); }
  };
  sc::daemon worker;
  EXPECT_EQ(message_of([&] {
    worker.start<picky>([](const sc::stop_token&, const sc::ready<picky>& up) { up(picky()); });
  }),
            "cannot be moved");
}

TEST(Daemon, AnErrorAfterItIsReadyComesOutOfStopOnce) {
  sc::daemon worker;
  worker.start([](const sc::stop_token& stop) {
    until_stopped(stop);
    fail("while it ended");
  });
  EXPECT_EQ(message_of([&] { worker.stop(); }), "while it ended");
  worker.stop();
  worker.wait();
}

TEST(Daemon, AnErrorAfterItIsReadyComesOutOfWaitOnce) {
  sc::daemon worker([] { fail("by itself"); });
  EXPECT_EQ(message_of([&] { worker.wait(); }), "by itself");
  worker.wait();
  worker.stop();
}

TEST(Daemon, AnErrorThatNobodyHasSeenComesOutOfTheNextStart) {
  sc::daemon worker;
  gate failing;
  worker.start([&] {
    failing.wait();
    fail("last time");
  });
  failing.open();
  while (worker.running()) std::this_thread::yield();
  bool ran = false;
  EXPECT_EQ(message_of([&] { worker.start([&] { ran = true; }); }), "last time");
  EXPECT_FALSE(ran);
  worker.start([&] { ran = true; });
  worker.wait();
  EXPECT_TRUE(ran);
}

std::atomic<int> unobserved{0};

TEST(Daemon, AnErrorThatNobodyHasSeenGoesToTheUnobservedHandler) {
  const std::terminate_handler before = sc::set_unobserved_handler([] { ++unobserved; });
  { const sc::daemon worker([] { fail("unseen"); }); }
  EXPECT_EQ(unobserved, 1);
  {
    sc::daemon worker([] { fail("seen"); });
    EXPECT_THROW(worker.stop(), failure);
  }
  {
    sc::daemon worker;
    EXPECT_THROW(worker.start([](auto, auto&) { fail("seen by who starts it"); }), failure);
  }
  EXPECT_EQ(unobserved, 1);
  sc::set_unobserved_handler(before);
}

TEST(Daemon, SayingCancelledAfterAStopIsNoError) {
  sc::daemon worker([](const sc::stop_token& stop) {
    until_stopped(stop);
    sc::this_task::checkpoint();
  });
  worker.stop();
}

//-- Stopping ----------------------------------------------------------------------

TEST(Daemon, StopTwiceIsFine) {
  bool ended = false;
  sc::daemon worker([&](const sc::stop_token& stop) {
    until_stopped(stop);
    ended = true;
  });
  worker.stop();
  EXPECT_TRUE(ended);
  worker.stop();
}

TEST(Daemon, StopOfWhatNeverRanDoesNothing) {
  sc::daemon worker;
  EXPECT_FALSE(worker.running());
  EXPECT_FALSE(worker.request_stop());
  worker.stop();
  worker.wait();
  bool stopped = true;
  worker.start([&] { stopped = sc::this_task::stop_requested(); });
  worker.wait();
  EXPECT_FALSE(stopped);
}

TEST(Daemon, RequestStopDoesNotWait) {
  gate stop_seen, go_on;
  sc::daemon worker([&](const sc::stop_token& stop) {
    until_stopped(stop);
    stop_seen.open();
    go_on.wait();
  });
  EXPECT_TRUE(worker.request_stop());
  EXPECT_FALSE(worker.request_stop());
  stop_seen.wait();
  EXPECT_TRUE(worker.running());
  go_on.open();
  worker.wait();
  EXPECT_FALSE(worker.request_stop());
}

TEST(Daemon, EverySecondStopWaitsToo) {
  gate stop_seen, go_on;
  std::atomic<bool> ended{false};
  sc::daemon worker([&](const sc::stop_token& stop) {
    until_stopped(stop);
    stop_seen.open();
    go_on.wait();
    ended = true;
  });
  std::atomic<int> saw_the_end{0};
  const auto stop = [&] {
    worker.stop();
    saw_the_end += ended;
  };
  std::thread one(stop), other(stop);
  stop_seen.wait();
  go_on.open();
  one.join();
  other.join();
  EXPECT_EQ(saw_the_end, 2);
}

// unsafe-nursery-sync-close: "outside"
TEST(Daemon, ItsDestructorStopsItAndWaits) {
  std::atomic<bool> ended{false};
  {
    const sc::daemon worker([&](const sc::stop_token& stop) {
      until_stopped(stop);
      ended = true;
    });
  }
  EXPECT_TRUE(ended);
}

// unsafe-nursery-async-close: "inside"
TEST(Daemon, StopInItselfIsAnErrorAndRequestStopIsNot) {
  sc::daemon worker;
  std::error_code of_stop, of_wait, in_a_part;
  bool requested = false;
  const auto code_of = [](auto call) {
    try {
      call();
    } catch (const std::system_error& e) {
      return e.code();
    }
    return std::error_code();
  };
  worker.start([&] {
    of_stop = code_of([&] { worker.stop(); });
    of_wait = code_of([&] { worker.wait(); });
    EXPECT_FALSE(sc::this_task::stop_requested());
    sc::group parts;
    parts.go([&] { in_a_part = code_of([&] { worker.stop(); }); });
    parts.wait();
    EXPECT_THROW(worker.start([] {}), std::logic_error);
    requested = worker.request_stop();
  });
  worker.wait();
  const auto deadlock = std::errc::resource_deadlock_would_occur;
  EXPECT_EQ(of_stop, deadlock);
  EXPECT_EQ(of_wait, deadlock);
  EXPECT_EQ(in_a_part, deadlock);
  EXPECT_TRUE(requested);
}

TEST(DaemonDeathTest, ItsDestructorInItselfEndsTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        auto* const worker = new sc::daemon();
        worker->start([worker] { delete worker; });
        gate never;
        never.wait();
      },
      "terminat");
}

TEST(Daemon, MembersEndInReverseOrder) {
  struct owner {
    explicit owner(std::vector<std::string>& log)
        : first([&log](const sc::stop_token& stop) { until(stop, log, "first"); }),
          second([&log](const sc::stop_token& stop) { until(stop, log, "second"); }) {}
    static void until(const sc::stop_token& stop, std::vector<std::string>& log, const char* name) {
      until_stopped(stop);
      log.push_back(name);  // The other has ended, or was not told to stop yet.
    }
    sc::daemon first, second;
  };
  std::vector<std::string> ended;
  { const owner both(ended); }
  EXPECT_EQ(ended, (std::vector<std::string>{"second", "first"}));
}

TEST(Daemon, AMemberOfTheObjectThatItServes) {
  class counter {
   public:
    void start() {
      worker_.start([this](const sc::stop_token& stop) { run(stop); });
    }
    int stop() {
      worker_.stop();
      return count_;
    }

   private:
    void run(const sc::stop_token& stop) {
      ++count_;
      until_stopped(stop);
      ++count_;
    }
    int count_ = 0;
    sc::daemon worker_;
  };
  counter one;
  one.start();
  EXPECT_EQ(one.stop(), 2);
  one.start();
  EXPECT_EQ(one.stop(), 4);
}

}  // namespace
