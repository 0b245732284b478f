// A group with two tasks that do nothing, again and again: its workers stay awake.

#include <benchmark/benchmark.h>

#include <sc/cpu.h>
#include <sc/group.h>

#include "warm.h"

#ifdef SC_BENCH_TBB
#include "tbb_threads.h"
#endif

namespace {

void group_of_two(benchmark::State& state) {
  measure_warm(state, [] {
    sc::group tasks(sc::cpu);
    tasks.go([] {});
    tasks.go([] {});
    tasks.wait();
  });
}
BENCHMARK(group_of_two)->Name("small_group/sc")->Apply(clocks);

#ifdef SC_BENCH_TBB
void tbb_group_of_two(benchmark::State& state) {
  measure_warm(state, [] {
    tbb::task_group tasks;
    tasks.run([] {});
    tasks.run([] {});
    tasks.wait();
  });
}
BENCHMARK(tbb_group_of_two)->Name("small_group/tbb")->Apply(clocks);
#endif

}  // namespace

BENCHMARK_MAIN();
