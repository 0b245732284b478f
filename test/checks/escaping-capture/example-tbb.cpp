// What docs/examples/config/tbb.yaml adds. It takes nothing away: what owns its tasks is built in.
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS %s 'structured-*' %t
// RUN: %check_structured -std=c++17 -check-suffixes=ALWAYS,AFTER %s 'structured-*' %t -- -config='{CheckOptions: {SinkConfig: "%configs/tbb.yaml"}}'

#include <stdexcept>
#include <tbb/task_group.h>
#include <thread>

namespace tbb {
namespace detail {
namespace d1 {
class task_arena {
public:
  template <class F> void enqueue(F &&) {}
  template <class F> void execute(F &&) {}
};
template <class F> void enqueue(F &&) {}
template <class F> void parallel_for(int, int, const F &) {}
} // namespace d1
} // namespace detail
inline namespace v1 {
using detail::d1::parallel_for;
using detail::d1::task_arena;
namespace this_task_arena {
using detail::d1::enqueue;
}
} // namespace v1
} // namespace tbb

void queued(tbb::task_arena &Arena) {
  int Sum = 0;
  Arena.enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void queuedHere() {
  int Sum = 0;
  tbb::this_task_arena::enqueue([&Sum] { ++Sum; });
  // CHECK-MESSAGES-ALWAYS: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

tbb::task_handle later(tbb::task_group &Tasks);

void neverRuns(tbb::task_group &Tasks) {
  later(Tasks);
  // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:3: warning: what 'later' returns is dropped at once, so the work never runs
}

void thrown() {
  std::thread Works([] {
    tbb::parallel_for(0, 10, [](int Item) {
      if (Item < 0)
        throw std::runtime_error("negative");
      // CHECK-MESSAGES-AFTER: :[[@LINE-1]]:9: warning: nothing in this thread catches what is thrown here
    });
  });
  Works.join();
}

void executed(tbb::task_arena &Arena) { // ok: done when it returns.
  int Sum = 0;
  Arena.execute([&Sum] { ++Sum; });
}

void inGroup() { // ok: waited for.
  int Sum = 0;
  tbb::task_group Tasks;
  Tasks.run([&Sum] { ++Sum; });
  Tasks.wait();
}
