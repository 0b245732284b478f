// RUN: %check_structured -std=c++17-or-later %s structured-blocking-in-task %t -- -config='{CheckOptions: {structured-blocking-in-task.Enable: true}}'
// RUN: %check_structured -std=c++17-or-later -check-suffix=OFF %s structured-blocking-in-task %t

#include <chrono>
#include <folly/Executor.h>
#include <functional>
#include <future>
#include <hpx/future.hpp>
#include <mutex>
#include <seastar/core/future.hh>
#include <thread>

void use(int);
std::future<int> ask();

void sleeps(folly::Executor &Pool) {
  Pool.add([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::this_thread::sleep_for' blocks a thread of the executor, which runs nothing else meanwhile, and may be what this waits for; go on in a continuation, await it, or use a thread of its own [structured-blocking-in-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the executor gets the work here
}

void gets(folly::Executor &Pool) {
  Pool.add([] {
    std::future<int> Answer = ask();
    use(Answer.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'std::future<int>::get' blocks a thread of the executor
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the executor gets the work here
  });
}

static void joins() {
  std::thread Worker(use, 1);
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::thread::join' blocks a thread of the executor
  // CHECK-MESSAGES: :[[@LINE+3]]:38: note: the executor gets the work here
}

void byName(folly::Executor &Pool) { Pool.add(joins); }
void again(folly::Executor &Pool) { Pool.add(joins); } // Said once.

// Threads of their own may block, and what only computes does not.
void fine(folly::Executor &Pool) {
  std::thread Worker([] { ask().get(); });
  Worker.join();
  auto Later = std::async(std::launch::async, [] { return ask().get(); });
  use(Later.get());
  Pool.add([] { use(1); });
  static std::mutex Lock;
  Pool.add([] {
    std::lock_guard<std::mutex> Held(Lock);
    use(2);
  });
  Pool.add([] { // A question.
    std::future<int> Answer = ask();
    if (Answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
      use(1);
    if (Answer.wait_for(std::chrono::seconds::zero()) == std::future_status::ready)
      use(2);
  });
  Pool.add([] {
    auto Unused = [] { ask().get(); };
    (void)Unused;
  });
}

// Work that has a stack of its own gives its thread to others while it waits by the means
// of the same library, and by no other.

seastar::future<> ownStack() {
  return seastar::async([] {
    seastar::sleep(1).get();
    seastar::sleep(2).wait();
  });
}

seastar::future<> ownStackAndOthers() {
  return seastar::async([] {
    seastar::sleep(1).get();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::this_thread::sleep_for' blocks a thread of the executor
    // CHECK-MESSAGES: :[[@LINE-4]]:10: note: the executor gets the work here
  });
}

seastar::future<> noStack() {
  return seastar::smp::submit_to(1, [] {
    seastar::sleep(1).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'seastar::future<>::get' blocks a thread of the executor
    // CHECK-MESSAGES: :[[@LINE-3]]:10: note: the executor gets the work here
  });
}

hpx::future<int> load();

void hpxTasks() {
  hpx::post([] { load().get(); });
  hpx::async([] { return load().get(); }).get();
  hpx::post([] { use(ask().get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'std::future<int>::get' blocks a thread of the executor
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the executor gets the work here
}
