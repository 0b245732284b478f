#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace sc::detail {

/// What the runtime's kernels are built from. A kernel is a template on this, so
/// that its tests can put a scheduler of their own in its place and try out the
/// orders in which threads may meet.
struct std_concurrency {
  template <class T>
  using atomic = std::atomic<T>;
  using mutex = std::mutex;
  using condition = std::condition_variable;

  /// Says that this thread spins.
  static void pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
  }
};

}  // namespace sc::detail
