// Starts tasks that do nothing and waits for them: what a task costs that has a thread
// of its own, or one that has run others before.

#include <benchmark/benchmark.h>

#include <future>
#include <sc/cached_thread.h>
#include <sc/group.h>
#include <thread>
#include <vector>

#include "warm.h"

namespace {

void group_of(benchmark::State& state, sc::launch_policy policy) {
  measure_warm(state, [&] {
    sc::group tasks(policy);
    for (auto left = state.range(); left > 0; --left) tasks.go([] {});
    tasks.wait();
  });
}

void own_thread(benchmark::State& state) { group_of(state, sc::own_thread); }
void cached_thread(benchmark::State& state) { group_of(state, sc::cached_thread); }

void std_thread(benchmark::State& state) {
  measure_warm(state, [&] {
    std::vector<std::thread> threads;
    for (auto left = state.range(); left > 0; --left) threads.emplace_back([] {});
    for (std::thread& one : threads) one.join();
  });
}

void std_async(benchmark::State& state) {
  measure_warm(state, [&] {
    std::vector<std::future<void>> results;
    for (auto left = state.range(); left > 0; --left)
      results.push_back(std::async(std::launch::async, [] {}));
    for (std::future<void>& one : results) one.get();
  });
}

BENCHMARK(own_thread)->Name("start_join/own_thread")->Arg(1)->Arg(1000)->Apply(clocks);
BENCHMARK(cached_thread)->Name("start_join/cached_thread")->Arg(1)->Arg(1000)->Apply(clocks);
BENCHMARK(std_thread)->Name("start_join/std_thread")->Arg(1)->Arg(1000)->Apply(clocks);
BENCHMARK(std_async)->Name("start_join/std_async")->Arg(1)->Arg(1000)->Apply(clocks);

}  // namespace

BENCHMARK_MAIN();
