// Stops that come while a daemon starts, and starts after it has ended. The names that
// tests are headed with are those of daemon_test.cpp.

#include <gtest/gtest.h>

#include <atomic>
#include <sc/daemon.h>
#include <sc/group.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

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
