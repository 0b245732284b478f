#pragma once

#include <atomic>

namespace sc::leak {

/// A mutex that calls nothing which the program, or a sanitizer in it, may have replaced.
///
/// ThreadSanitizer could take a lock of the C library for order between all the threads of the
/// program, and miss its races.
///
/// Source: mutex2 of Drepper, "Futexes Are Tricky".
class futex_lock {
public:
  constexpr futex_lock() = default;

  void lock() noexcept {
    int seen = free;
    if (state_.compare_exchange_strong(seen, held, std::memory_order_acquire))
      return;
    if (seen != contended)
      seen = state_.exchange(contended, std::memory_order_acquire);
    while (seen != free) {
      wait();
      seen = state_.exchange(contended, std::memory_order_acquire);
    }
  }

  void unlock() noexcept {
    if (state_.exchange(free, std::memory_order_release) == contended)
      wake();
  }

  /// Frees the lock of a thread that does not exist in this process: after a fork.
  void reset() noexcept { state_.store(free, std::memory_order_relaxed); }

private:
  enum { free, held, contended };

  void wait() noexcept;
  void wake() noexcept;

  std::atomic<int> state_{free};
};

} // namespace sc::leak
