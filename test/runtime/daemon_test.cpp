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

//-- A stop while it starts ----------------------------------------------------------

// nursery-task-started-cancel
TEST(Daemon, AStopWhileItStartsEndsTheStart) {
  gate starting;
  sc::daemon worker;
  std::thread stopper([&] {
    starting.wait();
    worker.stop();
  });
  EXPECT_THROW(worker.start([&](const sc::stop_token& stop, const sc::ready<>&) {
    starting.open();
    until_stopped(stop);
  }),
               sc::cancelled);
  stopper.join();
  EXPECT_FALSE(worker.running());
}

TEST(Daemon, AnErrorAfterAStopWhileItStartsIsTheStarters) {
  gate starting;
  sc::daemon worker;
  std::thread stopper([&] {
    starting.wait();
    worker.stop();  // Throws nothing.
  });
  EXPECT_EQ(message_of([&] {
    worker.start([&](const sc::stop_token& stop, const sc::ready<>&) {
      starting.open();
      until_stopped(stop);
      fail("half open");
    });
  }),
            "half open");
  stopper.join();
}

// nursery-task-started-cancel-reject; start-cancel_nursery-confirm;
// test_nursery_start_with_cancelled_nursery: just before started()
TEST(Daemon, ReadyAfterAStopHasStarted) {
  gate starting;
  sc::daemon worker;
  bool told_to_stop = false;
  std::thread stopper([&] {
    starting.wait();
    worker.stop();
  });
  EXPECT_EQ(worker.start<int>([&](const sc::stop_token& stop, const sc::ready<int>& up) {
    starting.open();
    until_stopped(stop);
    up(5);
    told_to_stop = stop.stop_requested();
  }),
            5);
  stopper.join();
  EXPECT_TRUE(told_to_stop);
  EXPECT_FALSE(worker.running());
}

// test_nursery_start: raise_keyerror_after_started. There it comes out of start().
TEST(Daemon, AnErrorOnceItIsReadyIsNotTheStartersAlsoAfterAStop) {
  gate starting;
  sc::daemon worker;
  std::thread stopper([&] {
    starting.wait();
    worker.request_stop();
  });
  worker.start([&](const sc::stop_token& stop, const sc::ready<>& up) {
    starting.open();
    until_stopped(stop);
    up();
    fail("after it was ready");
  });
  stopper.join();
  EXPECT_EQ(message_of([&] { worker.stop(); }), "after it was ready");
}

// test_nursery_start_with_cancelled_nursery: just after started()
TEST(Daemon, AStopJustAfterItIsReadyReachesWhatItRuns) {
  sc::daemon worker;
  std::atomic<int> stopped{0};
  worker.start([&](const sc::stop_token&, const sc::ready<>& up) {
    sc::group parts;
    for (int i = 0; i < 2; ++i)
      parts.go([&](const sc::stop_token& stop) {
        until_stopped(stop);
        ++stopped;
      });
    up();
    parts.wait();
  });
  worker.stop();
  EXPECT_EQ(stopped, 2);
}

// nursery-task-started-cancel-before-handoff and -2: told twice, stopped once
TEST(Daemon, AStopFromTwoSidesIsOne) {
  sc::group around;
  gate starting;
  std::atomic<int> stops{0};
  sc::daemon* made = nullptr;
  around.go([&] {
    sc::daemon worker;
    made = &worker;
    worker.start([&](const sc::stop_token& stop, const sc::ready<>& up) {
      const sc::stop_callback count(stop, [&] { ++stops; });
      starting.open();
      until_stopped(stop);
      up();
    });
    worker.stop();
  });
  starting.wait();
  made->request_stop();
  around.cancel();
  around.wait();
  EXPECT_EQ(stops, 1);
}

// nursery-task-started-early-cancel; test_nursery_start: just_started. Those run up to
// a checkpoint; here what is told to stop is not started.
TEST(Daemon, IsNotStartedInATaskThatWasToldToStop) {
  sc::group around;
  bool ran = false;
  std::atomic<bool> threw{false};
  around.go([&] {
    around.cancel();
    sc::daemon inside;
    try {
      inside.start([&] { ran = true; });
    } catch (const sc::cancelled&) {
      threw = true;
      throw;
    }
  });
  EXPECT_EQ(around.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_FALSE(ran);
  EXPECT_TRUE(threw);
}

TEST(Daemon, ThatIsMadeInATaskStopsWithIt) {
  sc::group around;
  gate started;
  around.go([&] {
    sc::daemon worker([](const sc::stop_token& stop) { until_stopped(stop); });
    started.open();
    worker.wait();
  });
  started.wait();
  around.cancel();
  around.wait();
}

TEST(Daemon, ThatIsMadeElsewhereStopsWithItsStarterOnlyWhileItStarts) {
  sc::daemon worker;
  {
    sc::group around;
    gate starting;
    around.go([&] {
      worker.start([&](const sc::stop_token& stop, const sc::ready<>&) {
        starting.open();
        until_stopped(stop);
      });
    });
    starting.wait();
    around.cancel();
    EXPECT_EQ(around.wait_nothrow(), sc::outcome::cancelled);
    EXPECT_FALSE(worker.running());
  }
  sc::group around;
  around.go([&] { worker.start([](const sc::stop_token& stop) { until_stopped(stop); }); });
  around.wait();
  around.cancel();
  EXPECT_TRUE(worker.request_stop());  // Nothing had told it to stop.
  worker.stop();
}

// test_nursery_start_keeps_nursery_open
TEST(Daemon, WaitWaitsForAStartThatHasBegun) {
  sc::daemon worker;
  gate starting, go_on;
  std::atomic<bool> ended{false};
  std::thread starter([&] {
    worker.start([&](const sc::stop_token&, const sc::ready<>& up) {
      starting.open();
      go_on.wait();
      up();
      ended = true;
    });
  });
  starting.wait();
  bool ended_before_wait_returned = false;
  std::thread waiter([&] {
    worker.wait();
    ended_before_wait_returned = ended;
  });
  go_on.open();
  waiter.join();
  starter.join();
  EXPECT_TRUE(ended_before_wait_returned);
}

// test_nursery_start_keeps_nursery_open: sleep_then_crash
TEST(Daemon, WaitForAStartThatFailsThrowsNothing) {
  sc::daemon worker;
  gate starting, go_on;
  std::string of_start;
  std::thread starter([&] {
    of_start = message_of([&] {
      worker.start([&](const sc::stop_token&, const sc::ready<>&) {
        starting.open();
        go_on.wait();
        fail("crashed");
      });
    });
  });
  starting.wait();
  std::string of_wait = "did not return";
  std::thread waiter([&] { of_wait = message_of([&] { worker.wait(); }); });
  go_on.open();
  waiter.join();
  starter.join();
  EXPECT_EQ(of_start, "crashed");
  EXPECT_EQ(of_wait, "");
}

//-- Starting again ------------------------------------------------------------------

TEST(Daemon, StartsAgainAfterAStopAndAfterAFailure) {
  sc::daemon worker;
  for (int round = 0; round < 5; ++round) {
    EXPECT_EQ(worker.start<int>([round](const sc::stop_token& stop, const sc::ready<int>& up) {
      up(round);
      until_stopped(stop);
    }),
              round);
    EXPECT_TRUE(worker.running());
    worker.stop();
    EXPECT_THROW(worker.start([](const sc::stop_token&, const sc::ready<>&) { fail("no"); }),
                 failure);
  }
}

TEST(Daemon, StartsAgainAfterItEndedByItself) {
  sc::daemon worker;
  int runs = 0;
  for (int round = 0; round < 3; ++round) {
    worker.start([&] { ++runs; });
    worker.wait();
  }
  EXPECT_EQ(runs, 3);
}

TEST(Daemon, StartOfOneThatRunsIsRefused) {
  sc::daemon worker([](const sc::stop_token& stop) { until_stopped(stop); });
  EXPECT_THROW(worker.start([] {}), std::logic_error);
  EXPECT_TRUE(worker.running());
  gate waits;
  std::thread waiter([&] {
    waits.open();
    worker.wait();
  });
  waits.wait();
  EXPECT_THROW(worker.start([] {}), std::logic_error);  // Also while somebody waits.
  worker.request_stop();
  waiter.join();
}

TEST(Daemon, StartOfOneThatStartsIsRefused) {
  sc::daemon worker;
  gate starting, go_on;
  std::thread starter([&] {
    worker.start([&](const sc::stop_token&, const sc::ready<>& up) {
      starting.open();
      go_on.wait();
      up();
    });
  });
  starting.wait();
  EXPECT_THROW(worker.start([] {}), std::logic_error);
  go_on.open();
  starter.join();
}

TEST(Daemon, StartsAndStopsFromManyThreadsComeOneAfterTheOther) {
  sc::daemon worker;
  std::atomic<int> running{0}, together{0}, runs{0}, starts{0}, refused{0};
  const auto task = [&](const sc::stop_token& stop, const sc::ready<>& up) {
    if (++running > 1) ++together;
    ++runs;
    up();
    until_stopped(stop);
    --running;
  };
  const auto start_and_stop = [&] {
    for (int round = 0; round < 50; ++round) {
      try {
        worker.start(task);
        ++starts;
      } catch (const sc::cancelled&) {
        ++refused;  // Skipped: another thread stopped it before it ran.
      } catch (const sc::group_closed&) {
        ADD_FAILURE() << "the group of a daemon is open when it starts";
      } catch (const std::logic_error&) {
        ++refused;  // It ran.
      }
      worker.stop();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(start_and_stop);
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(together, 0);
  EXPECT_EQ(running, 0);
  EXPECT_EQ(runs, starts);
  EXPECT_EQ(starts + refused, 200);
  EXPECT_FALSE(worker.running());
}

/// Does something where start() copies its function: it has begun, and nothing runs.
template <class F>
struct as_start_copies {
  explicit as_start_copies(F given) : f(std::move(given)) {}
  as_start_copies(const as_start_copies& other) : f(other.f) { f(); }
  void operator()(const sc::stop_token& stop, const sc::ready<>& up) const {
    until_stopped(stop);
    up();
  }
  F f;
};

TEST(Daemon, AStopThatFindsAStartWithNothingRunningYetIsNotLost) {
  for (int round = 0; round < 100; ++round) {
    sc::daemon worker;
    gate begun;
    std::thread stopper([&] {
      begun.wait();
      worker.stop();  // Waits for the start, which waits for the stop.
    });
    const as_start_copies task([&] {
      begun.open();
      for (int i = 0; i < 10; ++i) std::this_thread::yield();
    });
    try {
      worker.start(task);
    } catch (const sc::cancelled&) {
      // The stop was before it ran.
    }
    stopper.join();
    EXPECT_FALSE(worker.running());
  }
}

}  // namespace
