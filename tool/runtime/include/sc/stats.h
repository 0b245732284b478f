#pragma once

#include <cstddef>
#include <mutex>

#include "detail/group_state.h"
#include "detail/registry.h"
#include "detail/thread_list.h"

namespace sc {

/// How much of what there is, as `stats` counts it.
struct counts {
  std::size_t groups = 0;    ///< That have started a task; what is detached is in none.
  std::size_t running = 0;   ///< Tasks that run, or are about to.
  std::size_t queued = 0;    ///< Tasks that wait for a place.
  std::size_t detached = 0;  ///< Of those that run, how many are `sc::detached`.

  std::size_t own_threads = 0;     ///< Of groups.
  std::size_t cached_threads = 0;  ///< Of `cached_thread`, the idle ones too.
  std::size_t cpu_threads = 0;     ///< Of `cpu`, the idle ones too.

  // Since the process began.
  std::size_t skipped = 0;            ///< Tasks that were dropped because their group stopped.
  std::size_t unobserved_errors = 0;  ///< Groups that ended with an error nobody had looked at.
};

/// Counts the groups, tasks and threads of the process.
///
/// A group of `cpu` in a task is counted while its `wait` blocks, with its tasks:
/// before that it is as fast as a call.
///
/// Threads: any, also in a task. Each group is counted at one moment, but not all
///          at the same.
/// Cost:    a lock for each group. Nothing is counted as tasks start and end.
[[nodiscard]] inline counts stats() {
  struct {
    counts all;
    void begin(const detail::group_facts& seen) noexcept {
      if (seen.name != detail::detached_name) ++all.groups;  // The process is no group of anybody's.
      all.running += seen.running;
      all.queued += seen.queued;
    }
    void end() noexcept {}
  } counter;
  counts& all = counter.all;
  detail::registry& from = detail::registry::get();
  {
    const std::lock_guard<std::mutex> lock(from.mutex);
    detail::group_state::look_at_all(counter);
    for (const detail::detached_record* one = from.detached; one; one = one->next) ++all.detached;
  }
  detail::listed_thread::for_each([&](const detail::listed_thread& one) {
    all.own_threads += one.kind == detail::thread_kind::own;
    all.cached_threads += one.kind == detail::thread_kind::cached;
    all.cpu_threads += one.kind == detail::thread_kind::cpu;
  });
  all.skipped = from.skipped.load(std::memory_order_relaxed);
  all.unobserved_errors = from.unobserved_errors.load(std::memory_order_relaxed);
  return all;
}

}  // namespace sc
