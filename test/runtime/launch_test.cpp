#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <sc/sc.h>
#include <set>
#include <stdexcept>
#include <thread>
#include <unistd.h>
#include <vector>

#include "failure.h"
#include "gate.h"

namespace {

/// Opens when so many have arrived.
class barrier {
 public:
  explicit barrier(int parties) : missing_(parties) {}
  void arrive_and_wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    --missing_;
    arrived_.notify_all();
    arrived_.wait(lock, [&] { return missing_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  int missing_;
};

/// Runs \p body with so many threads in the pool, in a process of its own. The suites
/// that do so end in DeathTest, and so come first: later the program may be too big to fork.
template <class Body>
void expect_success_on_cpus(const char* threads, Body body) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  ASSERT_EQ(setenv("SC_CPU_THREADS", threads, 1), 0);
  EXPECT_EXIT(
      {
        body();
        _exit(0);
      },
      testing::ExitedWithCode(0), "");
  ASSERT_EQ(unsetenv("SC_CPU_THREADS"), 0);
}

long fibonacci(int n) {
  if (n < 2) return n;
  sc::group tasks(sc::cpu);
  auto left = tasks.spawn([=] { return fibonacci(n - 1); });
  auto right = tasks.spawn([=] { return fibonacci(n - 2); });
  tasks.wait();
  return left.get() + right.get();
}

//-- cached_thread -----------------------------------------------------------------

TEST(CachedThread, AsManyRunAsWereStarted) {
  barrier all(200);
  sc::group tasks(sc::cached_thread);
  for (int i = 0; i < 200; ++i) tasks.go([&] { all.arrive_and_wait(); });
  tasks.wait();
}

TEST(CachedThread, IsUsedAgain) {
  std::set<std::thread::id> threads;
  int rounds = 0;
  for (; rounds < 1000 && static_cast<int>(threads.size()) == rounds; ++rounds) {
    sc::group tasks(sc::cached_thread);
    tasks.go([&] { threads.insert(std::this_thread::get_id()); });
    tasks.wait();
  }
  EXPECT_LT(rounds, 1000);
}

TEST(CachedThread, KeepsItsThreadLocals) {
  static thread_local int count = 0;
  int most = 0;
  for (int i = 0; i < 1000 && most < 2; ++i) {
    sc::group tasks(sc::cached_thread);
    tasks.go([&] { most = ++count; });
    tasks.wait();
  }
  EXPECT_EQ(most, 2);
}

TEST(CachedThread, ATaskMayWaitForItsGroupInside) {
  sc::group outer(sc::cached_thread);
  std::atomic<int> ran{0};
  for (int i = 0; i < 10; ++i)
    outer.go([&] {
      sc::group inner(sc::cached_thread);
      for (int k = 0; k < 10; ++k) inner.go([&] { ++ran; });
      inner.wait();
    });
  outer.wait();
  EXPECT_EQ(ran, 100);
}

TEST(CachedThread, ALimitCountsWhatRunsAlready) {
  gate go_on;
  sc::group tasks(sc::cached_thread);
  for (int i = 0; i < 3; ++i) tasks.go([&] { go_on.wait(); });
  tasks.set_limit(2);
  EXPECT_FALSE(tasks.try_go([] {}));
  tasks.go([] {});
  EXPECT_EQ(tasks.active(), 3u);
  EXPECT_EQ(tasks.queued(), 1u);
  go_on.open();
  tasks.wait();
}

//-- cpu -----------------------------------------------------------------------------

TEST(Cpu, RunsWithoutAWait) {
  gate ran;
  sc::group tasks(sc::cpu);
  tasks.go([&] { ran.open(); });
  ran.wait();
  tasks.wait();
}

TEST(Cpu, ManyTasksEachOnce) {
  std::vector<std::atomic<int>> ran(10000);
  sc::group tasks(sc::cpu);
  for (auto& one : ran) tasks.go([&one] { ++one; });
  tasks.wait();
  for (const auto& one : ran) ASSERT_EQ(one, 1);
}

TEST(Cpu, ForksAndJoins) { EXPECT_EQ(fibonacci(15), 610); }

TEST(Cpu, AWaitRunsNoTaskOfAnotherGroup) {
  const std::thread::id here = std::this_thread::get_id();
  std::atomic<bool> waiting{false}, strayed{false};
  const auto look = [&] {
    if (waiting && std::this_thread::get_id() == here) strayed = true;
  };
  for (int round = 0; round < 200; ++round) {
    sc::group first(sc::cpu), second(sc::cpu);
    for (int i = 0; i < 10; ++i) {
      first.go([] {});
      second.go(look);
    }
    waiting = true;
    first.wait();
    waiting = false;
    second.wait();
  }
  EXPECT_FALSE(strayed);
}

TEST(Cpu, NoInlineRunsNothingWhileWaiting) {
  const std::thread::id here = std::this_thread::get_id();
  std::atomic<bool> inlined{false};
  for (int round = 0; round < 100; ++round) {
    const sc::no_inline held;
    sc::group tasks(sc::cpu);
    for (int i = 0; i < 10; ++i)
      tasks.go([&] {
        if (std::this_thread::get_id() == here) inlined = true;
      });
    tasks.wait();
  }
  EXPECT_FALSE(inlined);
}

TEST(CpuDeathTest, GroupsInGroupsFinishOnOneCpu) {
  expect_success_on_cpus("1", [] {
    if (fibonacci(12) != 144) _exit(1);
    // A task waits for one that another thread has put in.
    sc::group outer(sc::cpu);
    outer.go([] {
      sc::group inner(sc::cpu);
      std::thread other([&] { inner.go([] {}); });
      other.join();
      const sc::no_inline nothing;
      inner.wait();
    });
    outer.wait();
  });
}

TEST(CpuDeathTest, WhoBlocksLetsOthersRun) {
  expect_success_on_cpus("1", [] {
    gate opened;
    sc::group tasks(sc::cpu);
    tasks.go([&] {
      const sc::blocking region;
      opened.wait();
    });
    tasks.go([&] { opened.open(); });
    const sc::no_inline nothing;
    tasks.wait();
  });
}

TEST(CpuDeathTest, WhoWaitsLendsItsCpu) {
  expect_success_on_cpus("1", [] {
    sc::group outer(sc::cpu);
    outer.go([] {
      // The only worker keeps its thread, and starts what another has to run.
      std::atomic<bool> ran{false};
      sc::group inner(sc::cpu);
      inner.go([&] { ran = true; });
      while (!ran) std::this_thread::yield();
      inner.wait();
    });
    const sc::no_inline nothing;
    outer.wait();
  });
}

TEST(CpuDeathTest, SleepingLetsOthersRun) {
  expect_success_on_cpus("1", [] {
    sc::group tasks(sc::cpu);
    tasks.go([] { static_cast<void>(sc::sleep_for(std::chrono::hours(1))); });
    tasks.go([&] { tasks.cancel(); });
    const sc::no_inline nothing;
    if (tasks.wait_nothrow() != sc::outcome::cancelled) _exit(1);
  });
}

TEST(CpuDeathTest, WaitingAtAChannelLetsOthersRun) {
  expect_success_on_cpus("1", [] {
    auto [out, in] = sc::channel<int>(1);
    sc::group tasks(sc::cpu);
    const auto receive = [&in = in] {
      if (!in.receive()) _exit(1);
    };
    // The one thread takes the first, who waits takes the last, and both have to wait.
    tasks.go(receive);
    tasks.go([&out = out] {
      for (int i = 0; i < 3; ++i)
        if (!out.send(i)) _exit(1);
    });
    tasks.go(receive);
    tasks.go(receive);
    tasks.wait();
  });
}

TEST(CpuDeathTest, WaitingForADaemonToBeReadyLetsOthersRun) {
  expect_success_on_cpus("1", [] {
    gate opened;
    const auto start_daemon = [&] {
      const sc::daemon late([&](sc::stop_token, sc::ready<>& up) {
        opened.wait();
        up();
      });
    };
    sc::group tasks(sc::cpu);
    tasks.go(start_daemon);
    tasks.go([&] { opened.open(); });
    tasks.go(start_daemon);
    tasks.wait();
  });
}

TEST(CpuDeathTest, AWaitForWhatWaitsForTheCallerThrows) {
  expect_success_on_cpus("1", [] {
    std::atomic<int> asked{0}, refused{0};
    while (asked == 0) {
      sc::group below(sc::cpu), above(sc::cpu);
      below.go([&] {
        const std::thread::id here = std::this_thread::get_id();
        for (int i = 0; i < 100; ++i)
          above.go([&, here] {
            // On another thread, this would be a deadlock of the program's own.
            if (std::this_thread::get_id() != here) return;
            ++asked;
            try {
              below.wait();
            } catch (const std::system_error&) {
              ++refused;
              return;
            }
            _exit(1);
          });
        // Runs those on its stack that no other thread has taken.
        above.wait();
      });
      below.wait();
    }
    if (refused != asked) _exit(2);
  });
}

TEST(CpuDeathTest, DeepNestingFinishesOnTwoCpus) {
  expect_success_on_cpus("2", [] {
    struct nest {
      static void go(int depth) {
        if (depth == 0) return;
        sc::group tasks(sc::cpu);
        tasks.go([=] { go(depth - 1); });
        tasks.wait();
      }
    };
    nest::go(500);
  });
}

TEST(Cpu, TheTasksOfAThreadThatEndedStillRun) {
  std::atomic<int> ran{0};
  sc::group tasks(sc::cpu);
  for (int i = 0; i < 10; ++i) {
    std::thread starter([&] {
      for (int k = 0; k < 100; ++k) tasks.go([&] { ++ran; });
    });
    starter.join();
  }
  tasks.wait();
  EXPECT_EQ(ran, 1000);
}

TEST(Cpu, AThreadThatEndsMayStartTasks) {
  std::atomic<int> ran{0};
  sc::group tasks(sc::cpu);
  std::thread starter([&] {
    struct late {
      sc::group* tasks = nullptr;
      std::atomic<int>* ran = nullptr;
      ~late() {
        for (int i = 0; i < 10; ++i) tasks->go([count = ran] { ++*count; });
      }
    };
    static thread_local late at_end;  // Destroyed after what the pool has there.
    at_end.tasks = &tasks;
    at_end.ran = &ran;
    tasks.go([&] { ++ran; });
  });
  starter.join();
  tasks.wait();
  EXPECT_EQ(ran, 11);
}

TEST(CpuDeathTest, AStopDropsWhatHasNotStarted) {
  expect_success_on_cpus("1", [] {
    const auto captured = std::make_shared<int>(1);
    std::atomic<int> ran{0};
    sc::group tasks(sc::cpu);
    gate running, go_on;
    tasks.go([&] {
      running.open();
      go_on.wait();
    });
    running.wait();
    for (int i = 0; i < 10; ++i) tasks.go([&, captured] { ++ran; });
    tasks.cancel();
    go_on.open();
    if (tasks.wait_nothrow() != sc::outcome::cancelled || ran != 0) _exit(1);
    if (captured.use_count() != 1 || tasks.skipped() != 10) _exit(2);
  });
}

TEST(Cpu, TheFirstErrorComesOut) {
  sc::group tasks(sc::cpu);
  for (int i = 0; i < 100; ++i)
    tasks.go([i] {
      if (i == 50) fail("the fiftieth");
    });
  EXPECT_EQ(message_of_wait(tasks), "the fiftieth");
}

TEST(Cpu, ALimitHoldsThere) {
  std::atomic<int> now{0}, most{0};
  sc::group tasks(sc::cpu, sc::limit{1});
  for (int i = 0; i < 1000; ++i)
    tasks.go([&] {
      const int running = ++now;
      if (running > most) most = running;
      --now;
    });
  tasks.wait();
  EXPECT_EQ(most, 1);
}

TEST(Cpu, ManyThreadsStartTasksOfOneGroup) {
  std::atomic<int> ran{0};
  sc::group tasks(sc::cpu), starters;
  for (int i = 0; i < 4; ++i)
    starters.go([&] {
      for (int k = 0; k < 2000; ++k) tasks.go([&] { ++ran; });
    });
  starters.wait();
  tasks.wait();
  EXPECT_EQ(ran, 8000);
}

TEST(Cpu, BigAndOverAlignedCallables) {
  struct alignas(128) wide {
    long value = 1;
  };
  std::atomic<long> sum{0};
  sc::group tasks(sc::cpu);
  const std::array<long, 100> big{1, 2, 3};
  const wide aligned;
  tasks.go([=, &sum] { sum += big[2]; });
  tasks.go([=, &sum] {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&aligned) % alignof(wide), 0u);
    sum += aligned.value;
  });
  tasks.wait();
  EXPECT_EQ(sum, 4);
}

TEST(Cpu, ACallableOf88BytesFitsIntoABlock) {
  struct callable {
    unsigned char bytes[88];
    void operator()() const {}
  };
  EXPECT_LE(sizeof(sc::detail::plain_node<sc::detail::closure<callable>>),
            sc::detail::task_block);
}

TEST(Cpu, GoNRunsEachNumberOnce) {
  for (const std::size_t count : {0u, 1u, 2u, 1000u, 100000u}) {
    std::vector<std::atomic<int>> ran(count);
    sc::group tasks(sc::cpu);
    tasks.go_n(count, [&](std::size_t i) { ++ran[i]; });
    tasks.wait();
    for (const auto& one : ran) ASSERT_EQ(one, 1);
  }
}

TEST(Cpu, GoNCountsWhatAnErrorLeft) {
  constexpr std::size_t count = 10000;
  std::atomic<std::size_t> ran{0};
  sc::group tasks(sc::cpu);
  tasks.go_n(count, [&](std::size_t i) {
    if (i == 10) fail("the tenth");
    ++ran;
  });
  EXPECT_EQ(message_of_wait(tasks), "the tenth");
  EXPECT_EQ(ran + tasks.skipped() + tasks.errors().size(), count);
}

TEST(CpuDeathTest, GoNCountsWhatACancelledTaskLeft) {
  expect_success_on_cpus("1", [] {
    constexpr std::size_t count = 100;
    std::atomic<std::size_t> ran{0};
    sc::group tasks(sc::cpu);
    tasks.go_n(count, [&](std::size_t i) {
      ++ran;
      if (i == 10) tasks.cancel();
      sc::this_task::checkpoint();
    });
    if (tasks.wait_nothrow() != sc::outcome::cancelled) _exit(1);
    if (ran + tasks.skipped() != count) _exit(2);
  });
}

TEST(Cpu, GoNGivesTheToken) {
  std::atomic<int> stopped{0};
  sc::group tasks(sc::cpu);
  tasks.go_n(3, [&](const sc::stop_token& stop, std::size_t) {
    tasks.cancel();
    if (stop.stop_requested()) ++stopped;
  });
  EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::cancelled);
  EXPECT_GE(stopped, 1);
  EXPECT_EQ(static_cast<std::size_t>(stopped) + tasks.skipped(), 3u);
}

TEST(Cpu, GoNDestroysTheCallableWithTheLastTask) {
  const auto captured = std::make_shared<int>(1);
  sc::group tasks(sc::cpu);
  tasks.go_n(1000, [captured](std::size_t) {});
  tasks.wait();
  EXPECT_EQ(captured.use_count(), 1);
}

TEST(Cpu, GoNOfAStoppedGroupSkipsAll) {
  sc::group tasks(sc::cpu);
  tasks.cancel();
  tasks.go_n(1000, [](std::size_t) { FAIL(); });
  tasks.wait();
  EXPECT_EQ(tasks.skipped(), 1000u);
}

//-- All together --------------------------------------------------------------------

TEST(Launch, PoliciesMeetInOneGroup) {
  std::atomic<int> ran{0};
  sc::group tasks(sc::limit{3});
  const auto count = [&] { ++ran; };
  for (int i = 0; i < 100; ++i) {
    tasks.go(count);
    tasks.go(sc::cached_thread, count);
    tasks.go(sc::cpu, count);
    tasks.go(sc::own_thread, [&](int more) { ran += more; }, 1);
  }
  auto result = tasks.spawn(sc::cpu, [](int n) { return n + 1; }, 1);
  tasks.wait();
  EXPECT_EQ(ran, 400);
  EXPECT_EQ(result.get(), 2);
}

TEST(Launch, ResetKeepsThePolicy) {
  sc::group tasks(sc::cpu);
  for (int round = 0; round < 100; ++round) {
    std::atomic<int> ran{0};
    for (int i = 0; i < 10; ++i) tasks.go([&] { ++ran; });
    tasks.wait();
    EXPECT_EQ(ran, 10);
    tasks.reset();
  }
}

}  // namespace
