// An error of a coroutine goes to its promise, and not to who waits for the thread.
// RUN: %check_structured -std=c++20-or-later %s structured-manual-waitgroup %t

#include <coroutine>
#include <exception>
#include <thread>
#include <vector>

void work();

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

void coroutines(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&]() -> Task {
      try {
        work();
        co_return;
      } catch (...) {
        First = std::current_exception();
      }
    });
  // CHECK-FIXES: {{^}}        co_return;
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Workers.wait();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-15]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as what a thread runs is not written where it is started
}
