// When memory or threads run out, go() throws and the group is as it was.
#ifdef SC_TEST_FAULTS

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <new>
#include <sc/daemon.h>
#include <sc/group.h>

#include "gate.h"

namespace {

/// How many more threads, and how many more allocations of this thread, are
/// granted. Negative: all.
std::atomic<int> threads_left{-1};
thread_local int allocations_left = -1;

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
  void* const memory = is_granted(allocations_left) ? std::malloc(size) : nullptr;
  if (!memory) throw std::bad_alloc();
  return memory;
}
// Out of line, or gcc 12 takes the free() in an inlined one for a mismatch.
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

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

TEST(Fault, NoMemoryAtAnyPoint) {
  int failures = 0;
  for (int granted = 0;; ++granted) {
    auto captured = std::make_shared<int>(1);
    int ran = 0;
    bool complete = false;
    {
      allocations_left = granted;
      try {
        sc::group tasks;
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
  EXPECT_GE(failures, 4);  // The group, its token, the task, the thread.
}

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
