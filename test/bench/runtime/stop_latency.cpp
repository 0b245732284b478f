// From the throw in a task until its siblings see that they are to stop. The figures are
// the counters p50 and p99, in nanoseconds, of all siblings of all rounds; the time of a
// round says nothing.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <sc/channel.h>
#include <sc/group.h>
#include <sc/sleep.h>
#include <stdexcept>
#include <thread>
#include <vector>

#include "last_one.h"
#include "warm.h"

namespace {

using clock_type = std::chrono::steady_clock;

double nanoseconds(clock_type::duration time) {
  return std::chrono::duration<double, std::nano>(time).count();
}

double percentile(std::vector<double>& samples, std::size_t percent) {
  const auto at = samples.begin() + static_cast<std::ptrdiff_t>((samples.size() - 1) * percent / 100);
  std::nth_element(samples.begin(), at, samples.end());
  return *at;
}

/// Adds a sample for each sibling. False if what stopped them was not the error.
template <class Await>
bool stop_once(int siblings, Await await_stop, std::vector<double>& samples) {
  last_one to_come(siblings);
  std::vector<clock_type::time_point> seen(static_cast<std::size_t>(siblings));
  clock_type::time_point thrown;
  sc::group tasks;
  for (clock_type::time_point& mine : seen)
    tasks.go([&](sc::stop_token stop) {
      to_come.leave();
      await_stop(stop);
      mine = clock_type::now();
    });
  tasks.go([&] {
    to_come.wait();
    // They have time to fall asleep: what is measured includes that they are woken.
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    thrown = clock_type::now();
    throw std::runtime_error("stop");
  });
  const bool failed = tasks.wait_nothrow() == sc::outcome::failed;
  for (const clock_type::time_point& one : seen) samples.push_back(nanoseconds(one - thrown));
  return failed;
}

template <class Await>
void latency(benchmark::State& state, int siblings, Await await_stop) {
  std::vector<double> samples;
  for (auto _ : state)
    if (!stop_once(siblings, await_stop, samples))
      state.SkipWithError("the error did not stop the group");
  if (samples.empty()) return;
  state.counters["p50"] = percentile(samples, 50);
  state.counters["p99"] = percentile(samples, 99);
}

/// As many as have a CPU of their own.
void polling(benchmark::State& state) {
  latency(state, threads() - 1, [](const sc::stop_token& stop) {
    while (!stop.stop_requested()) {
    }
  });
}

void sleeping(benchmark::State& state) {
  latency(state, 16, [](const sc::stop_token&) {
    static_cast<void>(sc::sleep_for(std::chrono::hours(1)));
  });
}

void receiving(benchmark::State& state) {
  const auto ends = sc::channel<int>(1);
  latency(state, 16, [&](const sc::stop_token&) { static_cast<void>(ends.receiver.receive()); });
}

BENCHMARK(polling)->Name("stop_latency/polling/sc")->Iterations(50)->Apply(clocks);
BENCHMARK(sleeping)->Name("stop_latency/sleeping/sc")->Iterations(50)->Apply(clocks);
BENCHMARK(receiving)->Name("stop_latency/receiving/sc")->Iterations(50)->Apply(clocks);

}  // namespace

BENCHMARK_MAIN();
