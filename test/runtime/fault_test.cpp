// When memory or threads run out, go() throws and the group is as it was. And how much
// memory a task takes.
#ifdef SC_TEST_FAULTS

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <new>
#include <sc/cached_thread.h>
#include <sc/cpu.h>
#include <sc/daemon.h>
#include <sc/group.h>
#include <system_error>
#include <unistd.h>

#include "gate.h"
#include "policies.h"

namespace {

/// How many more threads, and how many more allocations of this thread, are
/// granted. Negative: all.
std::atomic<int> threads_left{-1};
thread_local int allocations_left = -1;
/// How many allocations this thread has made.
thread_local int allocations = 0;

template <class Counter>
bool is_granted(Counter& left) {
  if (left < 0) return true;
  if (left == 0) return false;
  --left;
  return true;
}

}  // namespace

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                              void* (*run)(void*), void* argument) {
  using function = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static const auto real = reinterpret_cast<function>(dlsym(RTLD_NEXT, "pthread_create"));
  return is_granted(threads_left) ? real(thread, attributes, run, argument) : EAGAIN;
}

void* operator new(std::size_t size) {
  ++allocations;
  void* const memory = is_granted(allocations_left) ? std::malloc(size) : nullptr;
  if (!memory) throw std::bad_alloc();
  return memory;
}
// Out of line, or gcc 12 takes the free() in an inlined one for a mismatch.
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

void* operator new(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const std::size_t unit = static_cast<std::size_t>(alignment);
  void* const memory = is_granted(allocations_left)
                           ? std::aligned_alloc(unit, (size + unit - 1) / unit * unit)
                           : nullptr;
  if (!memory) throw std::bad_alloc();
  return memory;
}
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

namespace {

class FaultUnderAPolicy : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, FaultUnderAPolicy, every_policy(), name_of_policy);

TEST(Fault, NoThreadToBeHad) {
  auto captured = std::make_shared<int>(1);
  sc::group tasks;
  threads_left = 1;
  gate go_on;
  tasks.go([&, captured] { go_on.wait(); });
  EXPECT_THROW(tasks.go([captured] {}), std::system_error);
  EXPECT_THROW(tasks.go_blocking([captured] {}), std::system_error);
  EXPECT_THROW(static_cast<void>(tasks.try_go([captured] {})), std::system_error);
  EXPECT_THROW(static_cast<void>(tasks.spawn([captured] { return 1; })), std::system_error);
  threads_left = -1;
  EXPECT_EQ(tasks.active(), 1u);
  EXPECT_EQ(captured.use_count(), 2);
  go_on.open();
  bool ran = false;
  tasks.go([&] { ran = true; });
  tasks.wait();
  EXPECT_TRUE(ran);
}

TEST(Fault, NoThreadForWhatWaits) {
  sc::group tasks(sc::limit{1});
  gate go_on;
  bool ran = false;
  tasks.go([&] { go_on.wait(); });
  tasks.go([&] { ran = true; });
  threads_left = 0;
  tasks.set_limit(2);  // The queued task gets no thread: an error of the group.
  threads_left = -1;
  go_on.open();
  EXPECT_THROW(tasks.wait(), std::system_error);
  EXPECT_FALSE(ran);
}

TEST_P(FaultUnderAPolicy, NoMemoryAtAnyPoint) {
  int failures = 0;
  for (int granted = 0;; ++granted) {
    auto captured = std::make_shared<int>(1);
    int ran = 0;
    bool complete = false;
    {
      allocations_left = granted;
      try {
        sc::group tasks = group();
        try {
          static_cast<void>(tasks.token());
          tasks.go([captured, &ran] { ++ran; });
          complete = true;
        } catch (const std::bad_alloc&) {
          ++failures;
        }
        allocations_left = -1;
        tasks.wait();
      } catch (const std::bad_alloc&) {
        ++failures;
      }
      allocations_left = -1;
    }
    EXPECT_EQ(captured.use_count(), 1);
    EXPECT_EQ(ran, complete ? 1 : 0);
    if (complete) break;
  }
  // The token; the group and the task, which have blocks of the pool on `cpu`; the thread,
  // if there is none that is idle.
  const bool on_cpu = how().launcher() && how().launcher()->splits();
  EXPECT_GE(failures, on_cpu ? 1 : how().launcher() ? 3 : 4);
}

TEST_P(FaultUnderAPolicy, NoMemoryForABigTaskLeavesTheGroupAsItWas) {
  const auto captured = std::make_shared<int>(1);
  const std::array<char, 4096> big{};
  bool ran = false;
  sc::group tasks = group();
  const auto task = [big, captured, &ran] { ran = big[0] == 0; };
  allocations_left = 0;
  EXPECT_THROW(tasks.go(task), std::bad_alloc);
  EXPECT_THROW(tasks.go_blocking(task), std::bad_alloc);
  EXPECT_THROW(static_cast<void>(tasks.try_go(task)), std::bad_alloc);
  EXPECT_THROW(static_cast<void>(tasks.spawn(task)), std::bad_alloc);
  allocations_left = -1;
  EXPECT_EQ(tasks.active(), 0u);
  EXPECT_EQ(captured.use_count(), 2);
  tasks.go(task);
  tasks.wait();
  EXPECT_TRUE(ran);
  EXPECT_EQ(captured.use_count(), 2);
}

//-- cached_thread -----------------------------------------------------------------

TEST(FaultOfCachedThreads, NoThreadToBeHad) {
  const auto captured = std::make_shared<int>(1);
  sc::group tasks(sc::cached_thread);
  gate go_on;
  std::atomic<int> ran{0};
  int taken = 0;
  bool refused = false;
  threads_left = 0;
  while (!refused && taken < 10000) {  // Until no thread is idle.
    try {
      tasks.go([&, captured] {
        go_on.wait();
        ++ran;
      });
      ++taken;
    } catch (const std::system_error&) {
      refused = true;
    }
  }
  threads_left = -1;
  EXPECT_TRUE(refused);
  EXPECT_EQ(tasks.active(), static_cast<std::size_t>(taken));
  EXPECT_EQ(captured.use_count(), 1 + taken);
  tasks.go([&] { ++ran; });
  go_on.open();
  tasks.wait();
  EXPECT_EQ(ran, taken + 1);
  EXPECT_EQ(captured.use_count(), 1);
}

//-- cpu -----------------------------------------------------------------------------

/// Starts tasks until there is no memory for one, and expects that only that is refused.
/// Returns how many were taken.
int start_until_refused() {
  const auto captured = std::make_shared<int>(1);
  sc::group tasks(sc::cpu);
  gate go_on;
  std::atomic<int> ran{0};
  int taken = 0;
  bool refused = false;
  while (!refused && taken < 1000000) {
    try {
      if (taken == 1) allocations_left = 0;  // This thread has a queue by now.
      tasks.go([&, captured] {
        go_on.wait();
        ++ran;
      });
      ++taken;
    } catch (const std::bad_alloc&) {
      refused = true;
    }
  }
  allocations_left = -1;
  EXPECT_TRUE(refused);
  EXPECT_EQ(tasks.active(), static_cast<std::size_t>(taken));
  EXPECT_EQ(captured.use_count(), 1 + taken);
  tasks.go([&] { ++ran; });
  go_on.open();
  tasks.wait();
  EXPECT_EQ(ran, taken + 1);
  EXPECT_EQ(captured.use_count(), 1);
  return taken;
}

TEST(FaultOnCpu, NoMemoryForOneMoreTask) { EXPECT_GE(start_until_refused(), 1); }

class FaultOnCpuDeathTest : public testing::Test {
 protected:
  void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(FaultOnCpuDeathTest, NoMemoryForALongerQueue) {
  EXPECT_EXIT(
      {
        // Memory for more tasks than the queue has room for; these stand in the group's.
        sc::group tasks(sc::cpu, sc::limit{1});
        gate go_on;
        tasks.go([&] { go_on.wait(); });
        for (int i = 0; i < 2000; ++i) tasks.go([] {});
        go_on.open();
        tasks.wait();
        const int taken = start_until_refused();
        _exit(testing::Test::HasFailure() || taken < 256 || taken > 1500);
      },
      testing::ExitedWithCode(0), "");
}

TEST_F(FaultOnCpuDeathTest, NoThreadForThePoolIsThrownByTheGroup) {
  EXPECT_EXIT(
      {
        threads_left = 0;
        try {
          const sc::group tasks(sc::cpu);
          _exit(1);
        } catch (const std::system_error&) {
        }
        threads_left = -1;
        bool ran = false;
        sc::group tasks(sc::cpu);
        tasks.go([&] { ran = true; });
        tasks.wait();
        _exit(ran ? 0 : 2);
      },
      testing::ExitedWithCode(0), "");
}

/// Starts a task when the pool's threads have ended, and there are no more.
struct starts_at_the_end {
  ~starts_at_the_end() {
    const auto captured = std::make_shared<int>(1);
    sc::group tasks(sc::cpu);
    threads_left = 0;
    try {
      tasks.go([captured] {});
      _exit(1);
    } catch (const std::system_error&) {
    }
    try {
      tasks.go_n(5, [captured](std::size_t) {});
      _exit(1);
    } catch (const std::system_error&) {
    }
    threads_left = -1;
    if (captured.use_count() != 1 || tasks.active() != 0 || tasks.skipped() != 0) _exit(2);
    std::atomic<int> ran{0};
    for (int i = 0; i < 10; ++i) tasks.go([&] { ++ran; });
    tasks.wait();
    _exit(ran == 10 ? 0 : 3);
  }
};

TEST_F(FaultOnCpuDeathTest, NoThreadAtTheEndOfTheProcess) {
  EXPECT_EXIT(
      {
        static const starts_at_the_end late;
        sc::group tasks(sc::cpu);
        tasks.go([] {});
        tasks.wait();
        std::exit(4);
      },
      testing::ExitedWithCode(0), "");
}

//-- How much memory --------------------------------------------------------------------

template <class F>
int allocations_of(F f) {
  const int before = allocations;
  f();
  return allocations - before;
}

TEST(Allocations, OfATaskWithAThreadOfItsOwn) {
  sc::group tasks;
  tasks.go([] {});
  // The task, what the group knows of its thread, and std::thread's own.
  for (int i = 0; i < 5; ++i) EXPECT_EQ(allocations_of([&] { tasks.go([] {}); }), 3);
  tasks.wait();
}

TEST(Allocations, OfATaskWithAThreadThatIsIdle) {
  int fewest = 10;
  for (int round = 0; round < 1000 && fewest > 1; ++round) {  // Until one is idle.
    sc::group tasks(sc::cached_thread);
    tasks.go([] {});  // From now on the group counts what runs.
    fewest = std::min(fewest, allocations_of([&] { tasks.go([] {}); }));
    tasks.wait();
  }
  EXPECT_EQ(fewest, 1);
}

/// With captures of \p size bytes in all.
template <std::size_t Size>
struct callable {
  std::atomic<int>* ran;
  unsigned char rest[Size - sizeof(void*)];
  void operator()() const { ++*ran; }
};

TEST(Allocations, OfATaskOnThePool) {
  constexpr int count = 200;  // Fewer than a queue has room for.
  std::atomic<int> ran{0};
  const auto start = [&](auto task) {
    sc::group tasks(sc::cpu);
    tasks.go([] {});  // This thread has a queue, and blocks, from now on.
    gate go_on;
    const int made = allocations_of([&] {
      for (int i = 0; i < count; ++i) tasks.go(task);
    });
    tasks.wait();
    return made;
  };
  start(callable<88>{&ran, {}});  // As many blocks as are ever in use.
  EXPECT_EQ(start(callable<88>{&ran, {}}), 0);
  EXPECT_EQ(start(callable<16>{&ran, {}}), 0);
  EXPECT_EQ(start(callable<4096>{&ran, {}}), count);
  EXPECT_EQ(ran, 4 * count);
}

TEST(Allocations, OfAGroup) {
  EXPECT_EQ(allocations_of([] { const sc::group tasks; }), 1);
  { const sc::group first(sc::cpu); }
  EXPECT_EQ(allocations_of([] { const sc::group tasks(sc::cpu); }), 0);
}

TEST_P(FaultUnderAPolicy, ATokenIsMadeWhenItIsAskedFor) {
  const auto ask = [](const sc::group& tasks) { static_cast<void>(tasks.token()); };
  {
    sc::group tasks = group();
    tasks.go([] {});
    tasks.wait();
    EXPECT_EQ(allocations_of([&] { ask(tasks); }), 1) << "nobody has asked before";
    EXPECT_EQ(allocations_of([&] { ask(tasks); }), 0);
  }
  {
    sc::group tasks = group();
    tasks.go([](const sc::stop_token&) {});
    tasks.wait();
    EXPECT_EQ(allocations_of([&] { ask(tasks); }), 0) << "the task has asked";
  }
}

//-- Daemons -----------------------------------------------------------------------------

TEST(Fault, ADaemonThatGetsNoThreadIsStopped) {
  auto captured = std::make_shared<int>(1);
  sc::daemon worker;
  threads_left = 0;
  EXPECT_THROW(worker.start([captured] {}), std::system_error);
  threads_left = -1;
  EXPECT_FALSE(worker.running());
  EXPECT_EQ(captured.use_count(), 1);
  worker.stop();
  worker.start([captured] {});
}

TEST(Fault, ADaemonThatGetsNoMemoryAtAnyPointIsStopped) {
  auto captured = std::make_shared<int>(1);
  sc::daemon worker;
  int failures = 0;
  for (int granted = 0; !worker.running(); ++granted) {
    gate go_on;
    allocations_left = granted;
    try {
      worker.start([captured, &go_on] { go_on.wait(); });
    } catch (const std::bad_alloc&) {
      ++failures;
    }
    allocations_left = -1;
    EXPECT_EQ(captured.use_count(), worker.running() ? 2 : 1);
    if (!worker.running()) continue;
    go_on.open();
    worker.stop();
    break;
  }
  EXPECT_EQ(captured.use_count(), 1);
  EXPECT_GE(failures, 3);  // What it shares with its starter, the task, the thread.
}

}  // namespace

#endif
