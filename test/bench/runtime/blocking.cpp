// A thousand tasks that block all at once: in the read of a pipe, until the last of
// them has come; or at one barrier. Where fewer can run at a time, none ever ends.

#include <benchmark/benchmark.h>

#include <sc/cached_thread.h>
#include <sc/group.h>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include "last_one.h"
#include "warm.h"

namespace {

constexpr int parties = 1000;

class pipe_ends {
 public:
  pipe_ends() {
    if (pipe(ends_) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  }
  pipe_ends(const pipe_ends&) = delete;
  pipe_ends& operator=(const pipe_ends&) = delete;
  ~pipe_ends() {
    close(ends_[0]);
    close(ends_[1]);
  }
  void read_one() const {
    char byte = 0;
    if (read(ends_[0], &byte, 1) != 1) throw std::runtime_error("the pipe has ended");
  }
  void write(int count) const {
    const std::string bytes(static_cast<std::size_t>(count), 'x');
    if (::write(ends_[1], bytes.data(), bytes.size()) != count)
      throw std::runtime_error("the pipe does not take it all");
  }

 private:
  int ends_[2];
};

/// `run(task, meanwhile)` starts a thousand of \p task, calls `meanwhile`, and waits.
template <class Run>
void read_a_pipe(benchmark::State& state, Run run) {
  measure_warm(state, [&] {
    const pipe_ends pipe;
    last_one to_come(parties);
    run(
        [&] {
          to_come.leave();
          pipe.read_one();
        },
        [&] {
          to_come.wait();
          pipe.write(parties);
        });
  });
}

template <class Run>
void meet(benchmark::State& state, Run run) {
  measure_warm(state, [&] {
    last_one to_come(parties);
    run(
        [&] {
          to_come.leave();
          to_come.wait();
        },
        [] {});
  });
}

struct group_of {
  sc::launch_policy policy;
  template <class Task, class Meanwhile>
  void operator()(Task task, Meanwhile meanwhile) const {
    sc::group tasks(policy);
    for (int i = 0; i < parties; ++i) tasks.go(task);
    meanwhile();
    tasks.wait();
  }
};
struct std_thread {
  template <class Task, class Meanwhile>
  void operator()(Task task, Meanwhile meanwhile) const {
    std::vector<std::thread> threads;
    for (int i = 0; i < parties; ++i) threads.emplace_back(task);
    meanwhile();
    for (std::thread& one : threads) one.join();
  }
};

void own_pipe(benchmark::State& state) { read_a_pipe(state, group_of{sc::own_thread}); }
void cached_pipe(benchmark::State& state) { read_a_pipe(state, group_of{sc::cached_thread}); }
void std_pipe(benchmark::State& state) { read_a_pipe(state, std_thread{}); }
void own_barrier(benchmark::State& state) { meet(state, group_of{sc::own_thread}); }
void cached_barrier(benchmark::State& state) { meet(state, group_of{sc::cached_thread}); }
void std_barrier(benchmark::State& state) { meet(state, std_thread{}); }

BENCHMARK(own_pipe)->Name("blocking/pipe/own_thread")->Apply(clocks);
BENCHMARK(cached_pipe)->Name("blocking/pipe/cached_thread")->Apply(clocks);
BENCHMARK(std_pipe)->Name("blocking/pipe/std_thread")->Apply(clocks);
BENCHMARK(own_barrier)->Name("blocking/barrier/own_thread")->Apply(clocks);
BENCHMARK(cached_barrier)->Name("blocking/barrier/cached_thread")->Apply(clocks);
BENCHMARK(std_barrier)->Name("blocking/barrier/std_thread")->Apply(clocks);

}  // namespace

BENCHMARK_MAIN();
