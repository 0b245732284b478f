// A thread from outside starts many tasks that do nothing, and waits for all of them.

#include <benchmark/benchmark.h>

#include <cstdint>

#include <sc/cpu.h>
#include <sc/group.h>

#include "warm.h"

#ifdef SC_BENCH_TBB
#include <tbb/parallel_for.h>

#include "tbb_threads.h"
#endif
#ifdef SC_BENCH_ASIO
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include "last_one.h"
#endif
#ifdef SC_BENCH_TASKFLOW
#include <taskflow/taskflow.hpp>
#endif

namespace {

void sizes(benchmark::internal::Benchmark* of) {
  of->RangeMultiplier(10)->Range(1000, 1000000)->Apply(clocks);
}

void go(benchmark::State& state) {
  measure_warm(state, [&] {
    sc::group tasks(sc::cpu);
    for (auto left = state.range(); left > 0; --left) tasks.go([] {});
    tasks.wait();
  });
}
BENCHMARK(go)->Name("fan_out/go")->Apply(sizes);

/// A thousand tasks that do something: so many additions.
constexpr int busy_tasks = 1000;
void lengths(benchmark::internal::Benchmark* of) {
  of->RangeMultiplier(10)->Range(100, 10000)->Apply(clocks);
}
// Not inlined, so that it is the same code for both.
[[gnu::noinline]] void add_up(std::int64_t additions) {
  for (std::int64_t i = 0; i < additions; ++i) benchmark::DoNotOptimize(i);
}

void go_busy(benchmark::State& state) {
  measure_warm(state, [&] {
    sc::group tasks(sc::cpu);
    for (int left = busy_tasks; left > 0; --left) tasks.go([&] { add_up(state.range()); });
    tasks.wait();
  });
}
BENCHMARK(go_busy)->Name("fan_out/busy/sc")->Apply(lengths);

void go_n(benchmark::State& state) {
  measure_warm(state, [&] {
    sc::group tasks(sc::cpu);
    // So that the loop over the tasks is not thought away.
    tasks.go_n(static_cast<std::size_t>(state.range()),
               [](std::size_t i) { benchmark::DoNotOptimize(i); });
    tasks.wait();
  });
}
BENCHMARK(go_n)->Name("fan_out/go_n")->Apply(sizes);

#ifdef SC_BENCH_TBB
void tbb_task_group(benchmark::State& state) {
  measure_warm(state, [&] {
    tbb::task_group tasks;
    for (auto left = state.range(); left > 0; --left) tasks.run([] {});
    tasks.wait();
  });
}
BENCHMARK(tbb_task_group)->Name("fan_out/tbb")->Apply(sizes);

void tbb_busy(benchmark::State& state) {
  measure_warm(state, [&] {
    tbb::task_group tasks;
    for (int left = busy_tasks; left > 0; --left) tasks.run([&] { add_up(state.range()); });
    tasks.wait();
  });
}
BENCHMARK(tbb_busy)->Name("fan_out/busy/tbb")->Apply(lengths);

void tbb_parallel_for(benchmark::State& state) {
  measure_warm(state, [&] {
    tbb::parallel_for(std::int64_t{0}, state.range(),
                      [](std::int64_t i) { benchmark::DoNotOptimize(i); });
  });
}
BENCHMARK(tbb_parallel_for)->Name("fan_out/tbb_parallel_for")->Apply(sizes);
#endif

#ifdef SC_BENCH_ASIO
void asio_thread_pool(benchmark::State& state) {
  boost::asio::thread_pool pool(static_cast<std::size_t>(threads()));
  measure_warm(state, [&] {
    last_one last(state.range());
    for (auto left = state.range(); left > 0; --left) boost::asio::post(pool, [&] { last.leave(); });
    last.wait();
  });
}
BENCHMARK(asio_thread_pool)->Name("fan_out/asio")->Apply(sizes);
#endif

#ifdef SC_BENCH_TASKFLOW
void taskflow_executor(benchmark::State& state) {
  tf::Executor executor(static_cast<std::size_t>(threads()));
  measure_warm(state, [&] {
    for (auto left = state.range(); left > 0; --left) executor.silent_async([] {});
    executor.wait_for_all();
  });
}
BENCHMARK(taskflow_executor)->Name("fan_out/taskflow")->Apply(sizes);
#endif

}  // namespace

BENCHMARK_MAIN();
