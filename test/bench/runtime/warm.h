#pragma once

#include <benchmark/benchmark.h>

#include <cstdlib>

/// How many threads each pool has, the one that waits included: a thread that waits
/// for tasks of sc::cpu or of oneTBB runs tasks itself. The same environment variable
/// says it to sc.
inline int threads() {
  const char* const workers = std::getenv("SC_CPU_THREADS");
  return 1 + (workers ? std::atoi(workers) : 1);
}

/// A benchmark's time is that on the clock; its CPU time that of all threads, those too
/// that look for work.
inline void clocks(benchmark::internal::Benchmark* of) {
  of->MeasureProcessCPUTime()->UseRealTime();
}

/// Measures \p run after it has run once: with its threads awake, and
/// its memory in use.
template <class Run>
void measure_warm(benchmark::State& state, Run run) {
  run();
  for (auto _ : state) run();
}
