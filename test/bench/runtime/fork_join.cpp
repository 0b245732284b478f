// fib(30), with a group for each node: two tasks in it, or one task and one call.

#include <benchmark/benchmark.h>

#include <sc/cpu.h>
#include <sc/group.h>

#include "warm.h"

#ifdef SC_BENCH_TBB
#include "tbb_threads.h"
#endif

namespace {

constexpr int depth = 30;

long two_tasks(int n) {
  if (n < 2) return n;
  long left = 0, right = 0;
  sc::group tasks(sc::cpu);
  tasks.go([&left, n] { left = two_tasks(n - 1); });
  tasks.go([&right, n] { right = two_tasks(n - 2); });
  tasks.wait();
  return left + right;
}

long task_and_call(int n) {
  if (n < 2) return n;
  long left = 0;
  sc::group tasks(sc::cpu);
  tasks.go([&left, n] { left = task_and_call(n - 1); });
  const long right = task_and_call(n - 2);
  tasks.wait();
  return left + right;
}

#ifdef SC_BENCH_TBB
long tbb_two_tasks(int n) {
  if (n < 2) return n;
  long left = 0, right = 0;
  tbb::task_group tasks;
  tasks.run([&left, n] { left = tbb_two_tasks(n - 1); });
  tasks.run([&right, n] { right = tbb_two_tasks(n - 2); });
  tasks.wait();
  return left + right;
}

long tbb_task_and_call(int n) {
  if (n < 2) return n;
  long left = 0;
  tbb::task_group tasks;
  tasks.run([&left, n] { left = tbb_task_and_call(n - 1); });
  const long right = tbb_task_and_call(n - 2);
  tasks.wait();
  return left + right;
}
#endif

void fibonacci(benchmark::State& state, long (*fork)(int)) {
  measure_warm(state, [&] {
    if (fork(depth) != 832040) state.SkipWithError("fib(30) is wrong");
  });
}

BENCHMARK_CAPTURE(fibonacci, , two_tasks)->Name("fork_join/two_tasks/sc")->Apply(clocks);
BENCHMARK_CAPTURE(fibonacci, , task_and_call)->Name("fork_join/task_and_call/sc")->Apply(clocks);
#ifdef SC_BENCH_TBB
BENCHMARK_CAPTURE(fibonacci, , tbb_two_tasks)->Name("fork_join/two_tasks/tbb")->Apply(clocks);
BENCHMARK_CAPTURE(fibonacci, , tbb_task_and_call)->Name("fork_join/task_and_call/tbb")->Apply(clocks);
#endif

}  // namespace

BENCHMARK_MAIN();
