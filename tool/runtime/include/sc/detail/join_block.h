#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "concurrency.h"
#include "stored.h"

namespace sc::detail {

/// Counts what has been started and has not ended, and lets threads wait until
/// nothing is left.
///
/// One word says how many there are, whether more may come, and whether somebody
/// waits, so that each question has one answer: what enters is either waited for
/// or refused. Who leaves last touches nothing afterwards unless somebody waits;
/// then the waiter has left it a reference, which keeps the block alive until the
/// waiter is woken. (Decrement, then touch, is how such a block is used after it
/// was freed: rust-lang/rust#98498, NVIDIA/stdexec#1414.)
///
/// Shape:   `Derived` has `static void destroy(Derived*)`, called when the last
///          reference is gone, and `void end_threads()`, which ends those that
///          there are, and is called until there are none.
/// Threads: safe.
template <class P, class Derived>
class join_block {
 public:
  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void remove_reference() noexcept {
    // Who has the only one need not say so to anybody.
    if (references_.load(std::memory_order_acquire) == 1 ||
        references_.fetch_sub(1, std::memory_order_acq_rel) == 1)
      Derived::destroy(static_cast<Derived*>(this));
  }

  /// Whether there are more references than the caller's. Requires: nothing is in the block.
  bool is_shared() const noexcept { return references_.load(std::memory_order_relaxed) != 1; }

  /// One more; false if the block is closed.
  [[nodiscard]] bool enter() noexcept {
    if (!(word_.fetch_add(bits::one, std::memory_order_acquire) & bits::closed)) return true;
    leave();
    return false;
  }
  /// One more, also in a closed block. Requires: the caller is in it.
  void enter_again() noexcept { word_.fetch_add(bits::one, std::memory_order_relaxed); }

  /// So many less. The block may be gone afterwards.
  void leave(std::size_t count = 1) noexcept { subtract(count * bits::one); }

  /// Keeps whoever waits waiting; counted apart. Requires: the caller is in the block.
  void hold() noexcept { word_.fetch_add(bits::one_hold, std::memory_order_relaxed); }
  void release() noexcept { subtract(bits::one_hold); }

  /// Waits until nothing is left, and closes; has the threads ended then. So many as
  /// \p ended are the caller's, and leave.
  void join(std::size_t ended = 0) noexcept {
    word only_ended = ended * bits::one;  // Then they leave in the step that closes.
    if (word_.load(std::memory_order_acquire) == only_ended &&
        word_.compare_exchange_strong(only_ended, bits::closed | bits::joined,
                                      std::memory_order_acq_rel, std::memory_order_acquire))
      return;
    if (ended != 0) leave(ended);
    end_threads_first();
    word seen = word_.load(std::memory_order_acquire);
    for (;;) {
      if (seen & bits::joined) return;
      if (!is_quiet(seen)) {
        block(is_quiet);
        seen = word_.load(std::memory_order_acquire);
        continue;
      }
      const word next = seen | bits::closed | (seen & bits::threads ? bits::joining : bits::joined);
      if (word_.compare_exchange_weak(seen, next, std::memory_order_acq_rel,
                                      std::memory_order_acquire))
        break;
    }
    if (!(seen & bits::threads)) return;
    static_cast<Derived*>(this)->end_threads();
    stop_joining(bits::joined);
  }

  /// Waits until nothing is left, by `wait(condition, lock)`, which is false when
  /// it is too late. True if nothing is left.
  template <class Wait>
  bool wait_idle(Wait wait) {
    return block([](word seen) { return seen < bits::one; }, wait);
  }

  /// Has \ref end_threads called before the block counts as joined.
  void note_threads() noexcept {
    if (!(word_.load(std::memory_order_relaxed) & bits::threads))
      word_.fetch_or(bits::threads, std::memory_order_relaxed);
  }
  void close() noexcept { word_.fetch_or(bits::closed, std::memory_order_relaxed); }
  /// As new. Who is being refused meanwhile is still counted. Requires: it is joined.
  void reopen() noexcept {
    word_.fetch_and(~(bits::closed | bits::joining | bits::joined | bits::threads),
                    std::memory_order_acq_rel);
  }

  std::size_t count() const noexcept {
    return static_cast<std::size_t>(word_.load(std::memory_order_acquire) % bits::one_hold / bits::one);
  }
  /// Has those who wait look again.
  void nudge() noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    if (changed_) changed_.get().notify_all();
  }
  bool is_joined() const noexcept { return word_.load(std::memory_order_acquire) & bits::joined; }

 protected:
  join_block() = default;
  ~join_block() = default;

 private:
  using word = std::uint64_t;
  struct bits {
    static constexpr word waiting = 1, closed = 2, joining = 4, joined = 8, threads = 16;
    static constexpr word one = 32, one_hold = word(1) << 44;
  };

  static bool is_quiet(word seen) noexcept { return seen < bits::one && !(seen & bits::joining); }

  template <class Ready>
  void block(Ready ready) {
    block(ready, [](auto& changed, auto& lock) {
      changed.wait(lock);
      return true;
    });
  }

  /// Waits until `ready(word)`. What it sets `waiting` for has a reference, which
  /// goes to the one that clears it.
  template <class Ready, class Wait>
  bool block(Ready ready, Wait wait) {
    std::unique_lock<typename P::mutex> lock(mutex_);
    word seen = word_.load(std::memory_order_acquire);
    if (!changed_ && !ready(seen)) changed_.make();
    while (!ready(seen)) {
      if (!(seen & bits::waiting)) {
        add_reference();
        if (!word_.compare_exchange_strong(seen, seen | bits::waiting, std::memory_order_acq_rel,
                                           std::memory_order_acquire)) {
          remove_reference();
          continue;
        }
      }
      const bool in_time = wait(changed_.get(), lock);
      seen = word_.load(std::memory_order_acquire);
      if (!in_time) return ready(seen);
    }
    return true;
  }

  /// Waits for the threads that there are, and not first for their last words. Who
  /// comes second waits until the first has done so.
  void end_threads_first() noexcept {
    word seen = word_.load(std::memory_order_acquire);
    do {
      if ((seen & (bits::threads | bits::joining | bits::joined)) != bits::threads) return;
    } while (!word_.compare_exchange_weak(seen, seen | bits::joining, std::memory_order_acq_rel,
                                          std::memory_order_acquire));
    static_cast<Derived*>(this)->end_threads();
    stop_joining(0);
  }
  void stop_joining(word result) noexcept {
    word seen = word_.load(std::memory_order_relaxed);
    while (!word_.compare_exchange_weak(seen, (seen | result) & ~(bits::joining | bits::waiting),
                                        std::memory_order_acq_rel, std::memory_order_relaxed)) {
    }
    if (seen & bits::waiting) wake();
  }

  void subtract(word what) noexcept {
    word seen = word_.load(std::memory_order_relaxed);
    word next = 0;
    do {
      next = seen - what;
      if (next < bits::one) next &= ~bits::waiting;
    } while (!word_.compare_exchange_weak(seen, next, std::memory_order_acq_rel,
                                          std::memory_order_relaxed));
    if (next < bits::one && (seen & bits::waiting)) wake();
  }

  [[gnu::noinline]] void wake() noexcept {
    nudge();
    remove_reference();
  }

  typename P::template atomic<word> word_{0};
  typename P::template atomic<std::uint32_t> references_{1};
  typename P::mutex mutex_;
  stored<typename P::condition> changed_;  ///< Made by the first that waits.
};

}  // namespace sc::detail
