#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace sc::detail {

/// What the runtime's kernels build on, for a kernel to be a template on it: with
/// this it runs on threads, with another its interleavings are explored by tests.
///
/// A kernel uses no more of an `atomic` than load, store, exchange, the two
/// compare_exchange, fetch_add, fetch_sub, fetch_or and fetch_and, with the order
/// written down; of a `mutex` lock, unlock and try_lock, or std::lock_guard and
/// std::unique_lock; of a `condition` wait, with a predicate or without, notify_one,
/// notify_all, and wait_until with a predicate.
struct std_concurrency {
  template <class T>
  using atomic = std::atomic<T>;
  using mutex = std::mutex;
  using condition = std::condition_variable;

  /// Says that the caller looks again and again for what another thread will do.
  static void pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
  }
};

}  // namespace sc::detail
