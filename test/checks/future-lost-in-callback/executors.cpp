// What an executor calls, and drops the result of.
// RUN: %check_structured -std=c++17-or-later %s structured-future-lost-in-callback %t

#include <functional>
#include <future>
#include <thread>
#include <vector>

void work();
std::future<void> start();

class Pool {
public:
  template <class F> void post(F &&) {}
  template <class F> auto submit(F &&Task) -> std::future<decltype(Task())> { return {}; }

private:
  std::vector<std::thread> Threads;
};

namespace tbb {
struct task_arena {
  template <class F> void enqueue(F &&) {}
};
} // namespace tbb

void lost(Pool &Workers, tbb::task_arena &Arena) {
  Workers.post([] { return std::async(std::launch::async, work); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what this lambda returns is dropped by 'Pool::post', so each call blocks until the work ends, and its error is lost; wait for it inside [structured-future-lost-in-callback]
  Arena.enqueue(start);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: what 'start' returns is dropped by 'tbb::task_arena::enqueue'
}

void kept(Pool &Workers, tbb::task_arena &Arena) {
  Workers.submit([] { return std::async(std::launch::async, work); }).get().wait();
  Workers.post([] { std::async(std::launch::async, work).get(); });
  Arena.enqueue([] { start().wait(); });
}
