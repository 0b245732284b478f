#pragma once

#include "detail/cpu_pool.h"
#include "launch.h"

namespace sc {

/// Tasks run on a pool of one thread for each CPU; for work that computes, and
/// does not block.
///
/// Who waits for the group runs tasks of the group meanwhile, on its own stack,
/// and with the locks that it holds; see `no_inline`.
///
/// Requires: no task waits for another, but by what the runtime has for that, or in
///           `blocking`; as many as there are CPUs could wait for one that does not run.
/// Threads:  as many as CPUs, or as the environment says in `SC_CPU_THREADS`;
///           more, while some wait for a group or at a channel, or are in `blocking`.
/// Cost:     no allocation for a task whose callable has at most 88 bytes. The
///           memory of as many tasks as ever waited at a time is kept.
/// Source:   Cilk; task_group of oneTBB, but for what runs while waiting.
inline constexpr launch_policy cpu{
    +[]() -> detail::launcher* { return &detail::process_wide<detail::cpu_pool>(); }};

/// As long as it lives, `wait` on this thread runs no task itself: for who holds
/// a lock that a task takes too.
class [[nodiscard]] no_inline {
 public:
  no_inline() noexcept { ++detail::this_cpu_thread().helps_nobody; }
  no_inline(const no_inline&) = delete;
  no_inline& operator=(const no_inline&) = delete;
  ~no_inline() { --detail::this_cpu_thread().helps_nobody; }
};

/// As long as it lives, this task may block: another thread takes its place on
/// the CPU.
///
///     { const sc::blocking region; file.read(...); }
///
/// Source: ManagedBlocker of Java; block_in_place of tokio.
class [[nodiscard]] blocking : detail::blocking_region {};

}  // namespace sc
