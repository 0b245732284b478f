// How often the heap is asked for memory, for tasks of sc::cpu whose callable has 88
// bytes. All of operator new is counted, of every thread.

#include <benchmark/benchmark.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <sc/cpu.h>
#include <sc/group.h>

#include "last_one.h"
#include "warm.h"

namespace {

std::atomic<long> allocations{0};

void* counted(std::size_t size, std::size_t alignment) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  if (void* const memory = std::aligned_alloc(alignment, rounded)) return memory;
  throw std::bad_alloc();
}

}  // namespace

// The other forms call these.
void* operator new(std::size_t size) { return counted(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

constexpr int tasks_at_once = 1000;

struct callable {
  std::array<unsigned char, 88> captured;
  void operator()() const { benchmark::DoNotOptimize(captured); }
};
static_assert(sizeof(callable) == 88);

void run() {
  sc::group tasks(sc::cpu);
  for (int i = 0; i < tasks_at_once; ++i) tasks.go(callable{});
  tasks.wait();
}

/// Has every worker come, and twice as many tasks wait at a time as will be measured: a
/// task for each worker holds it up until all of them are there.
void warm_up() {
  const int workers = threads() - 1;
  last_one workers_to_come(workers), tasks_to_come(1);
  sc::group tasks(sc::cpu);
  for (int i = 0; i < workers; ++i)
    tasks.go([&] {
      workers_to_come.leave();
      tasks_to_come.wait();
    });
  workers_to_come.wait();
  for (int i = 0; i < 2 * tasks_at_once; ++i) tasks.go(callable{});
  tasks_to_come.leave();
  tasks.wait();
}

void per_task(benchmark::State& state) {
  warm_up();
  long counted_here = 0, ran = 0;
  for (auto _ : state) {
    const long before = allocations.load();
    run();
    counted_here += allocations.load() - before;
    ran += tasks_at_once;
  }
  state.counters["allocations"] = static_cast<double>(counted_here) / static_cast<double>(ran);
}
BENCHMARK(per_task)->Name("allocations/88_bytes")->Iterations(100)->Apply(clocks);

}  // namespace

BENCHMARK_MAIN();
