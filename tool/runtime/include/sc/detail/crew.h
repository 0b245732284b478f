#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>

#include "concurrency.h"

namespace sc::detail {

/// Who of a pool's workers is up, looks for work, or sleeps; so that nobody
/// sleeps while there is work for him, and at most one is being woken at a time.
///
/// One word holds the three counts. Who has made work visible looks at the word
/// afterwards; who goes to sleep says so in the word first, and looks for work
/// once more afterwards. Both do it sequentially consistent, so one sees the other.
///
/// Threads: safe.
/// Source:  the scheduler of Go, tokio's idle.rs, rayon's sleep/README.md.
template <class P>
class crew {
 public:
  /// So many are to be up while there is work.
  explicit crew(std::uint32_t wanted) noexcept : wanted_(wanted) {}

  /// There is more work: wakes one, if one sleeps, none looks for work, and not
  /// enough are up.
  void call() {
    word seen = word_.load(std::memory_order_seq_cst);
    do {
      if (sleeping(seen) == 0 || searching(seen) != 0 || up(seen) >= wanted()) return;
    } while (!word_.compare_exchange_weak(seen, seen - one_sleeping + one_searching + one_up,
                                          std::memory_order_seq_cst));
    {
      const std::lock_guard<typename P::mutex> lock(mutex_);
      ++woken_;
    }
    changed_.notify_one();
  }

  /// A worker begins, and looks for work.
  void join_in() noexcept { word_.fetch_add(one_searching + one_up, std::memory_order_seq_cst); }
  /// A worker that looked for work ends.
  void quit() noexcept { word_.fetch_sub(one_searching + one_up, std::memory_order_seq_cst); }

  void search() noexcept { word_.fetch_add(one_searching, std::memory_order_seq_cst); }
  /// It has found some; if it was the only one that looked, another is to look.
  void found() {
    const word before = word_.fetch_sub(one_searching, std::memory_order_seq_cst);
    if (searching(before) == 1) call();
  }

  /// A worker that has found nothing sleeps until it is called, unless
  /// `is_work()`. It looks for work again then.
  template <class IsWork>
  void sleep(IsWork is_work) {
    word_.fetch_add(one_sleeping - one_searching - one_up, std::memory_order_seq_cst);
    if (is_work() && get_up()) return;
    until_called();
  }
  /// The same if more are up than are wanted, unless `is_needed()`; or else false.
  template <class IsNeeded>
  bool sleep_if_crowded(IsNeeded is_needed) {
    word seen = word_.load(std::memory_order_seq_cst);
    do {
      if (up(seen) <= wanted()) return false;
    } while (!word_.compare_exchange_weak(seen, seen + one_sleeping - one_searching - one_up,
                                          std::memory_order_seq_cst));
    // Who has lent in between has called nobody.
    if (!is_needed() || !get_up()) until_called();
    return true;
  }

  /// Before a worker blocks in the middle of its work. True if another is to take
  /// its place, and there is none that could be woken.
  bool step_out() {
    const word before = word_.fetch_sub(one_up, std::memory_order_seq_cst);
    if (sleeping(before) != 0) {
      call();
      return false;
    }
    return up(before) - 1 < wanted();
  }
  void step_in() noexcept { word_.fetch_add(one_up, std::memory_order_seq_cst); }

  /// True if somebody sleeps, or looks for work.
  bool is_idle() const noexcept {
    const word seen = word_.load(std::memory_order_seq_cst);
    return sleeping(seen) != 0 || searching(seen) != 0;
  }
  /// True if more are up than are wanted.
  bool is_crowded() const noexcept { return up(word_.load(std::memory_order_relaxed)) > wanted(); }
  /// True if as many are up as are wanted.
  bool is_complete() const noexcept { return up(word_.load(std::memory_order_seq_cst)) >= wanted(); }

  /// One more is wanted, in place of somebody who is not of the crew; or one less.
  void lend() noexcept { wanted_.fetch_add(1, std::memory_order_seq_cst); }
  void take_back() noexcept { wanted_.fetch_sub(1, std::memory_order_seq_cst); }

  /// Wakes everybody that sleeps.
  void call_all() {
    while (get_up()) {
      const std::lock_guard<typename P::mutex> lock(mutex_);
      ++woken_;
      changed_.notify_one();
    }
  }

 private:
  using word = std::uint64_t;
  static constexpr word one_sleeping = 1, one_searching = word(1) << 20, one_up = word(1) << 40;
  static constexpr word field = one_searching - 1;
  static constexpr std::uint32_t sleeping(word w) noexcept { return static_cast<std::uint32_t>(w & field); }
  static constexpr std::uint32_t searching(word w) noexcept {
    return static_cast<std::uint32_t>(w / one_searching & field);
  }
  static constexpr std::uint32_t up(word w) noexcept { return static_cast<std::uint32_t>(w / one_up); }

  std::uint32_t wanted() const noexcept { return wanted_.load(std::memory_order_seq_cst); }

  void until_called() {
    std::unique_lock<typename P::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return woken_ != 0; });
    --woken_;
  }

  /// One that sleeps is up again, and looks for work. False if all were called already.
  bool get_up() noexcept {
    word seen = word_.load(std::memory_order_seq_cst);
    do {
      if (sleeping(seen) == 0) return false;
    } while (!word_.compare_exchange_weak(seen, seen - one_sleeping + one_searching + one_up,
                                          std::memory_order_seq_cst));
    return true;
  }

  typename P::template atomic<std::uint32_t> wanted_;
  typename P::template atomic<word> word_{0};
  typename P::mutex mutex_;
  typename P::condition changed_;
  std::size_t woken_ = 0;
};

}  // namespace sc::detail
