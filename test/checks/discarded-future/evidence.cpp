// RUN: %check_structured -std=c++20-or-later %s structured-discarded-future %t

#include <coroutine>
#include <future>
#include <tuple>

int answer();

std::future<int> ask() { return std::async(std::launch::async, answer); }

void byAsyncOfAnotherFunction() {
  ask();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'ask' returns is dropped at once, so this line blocks until the work ends; keep it, and wait where the result is needed [structured-discarded-future]
  // CHECK-NOTES: :[[@LINE-5]]:33: note: the work is started here, and the destructor of this future waits for it
}

void castToVoid() {
  (void)std::async(std::launch::async, answer);
  // CHECK-NOTES: :[[@LINE-1]]:9: warning: what 'std::async' returns is dropped at once
  // CHECK-NOTES: :[[@LINE-2]]:9: note: a cast to void waits for nothing; to leave the work alone on purpose, say why with 'sc::detached("reason", ...)'
}

void assignedToIgnore() {
  std::ignore = std::async(std::launch::async, answer);
  // CHECK-NOTES: :[[@LINE-1]]:17: warning: what 'std::async' returns is dropped at once
  // CHECK-NOTES: :[[@LINE-2]]:17: note: 'std::ignore' waits for nothing; to leave the work alone on purpose, say why with 'sc::detached("reason", ...)'
}

std::future<int> askMaybe() { return std::async(answer); }
std::future<int> askLater() { return std::async(std::launch::deferred, answer); }
using Reply = std::shared_future<int>;
Reply reply();

void launchPolicies() {
  std::async(answer);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'std::async' returns is dropped at once
  // CHECK-NOTES: :[[@LINE-2]]:3: note: only with 'std::launch::async' is the work sure to run: else it may be deferred until somebody asks for it
  askMaybe();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'askMaybe' returns is dropped at once
  // CHECK-NOTES: :[[@LINE-11]]:38: note: the work is started here, and the destructor of this future waits for it
  // CHECK-NOTES: :[[@LINE-12]]:38: note: only with 'std::launch::async' is the work sure to run
  askLater();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'askLater' returns is dropped at once, so the work never runs
  // CHECK-NOTES: :[[@LINE-14]]:38: note: the work is deferred here, until somebody asks for it
}

void byType() {
  reply();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'reply' returns is dropped at once
  // CHECK-NOTES: :[[@LINE-18]]:7: note: it returns a 'std::shared_future<int>', which stands for work
}

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task lazy();

void lazyCoroutine() {
  lazy();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: what 'lazy' returns is dropped at once, so the work never runs; await it or start it [structured-discarded-future]
  // CHECK-NOTES: :[[@LINE-14]]:25: note: such a coroutine is suspended at the start, until it is awaited
}
