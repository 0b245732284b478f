#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "concurrency.h"

namespace sc::detail {

/// Pointers to work: its owner puts in and takes out at one end, the last first;
/// thieves take at the other, the first first.
///
/// The orders are sequentially consistent on the ends, in place of the fences of
/// the paper, which ThreadSanitizer does not see.
///
/// Threads: `push` and `pop` by the owner, the rest by any.
/// Source:  Chase and Lev, Dynamic Circular Work-Stealing Deque, 2005.
template <class P, class Item>
class work_deque {
 public:
  explicit work_deque(std::size_t capacity = 256) : ring_(new ring(capacity, nullptr)) {}
  work_deque(const work_deque&) = delete;
  work_deque& operator=(const work_deque&) = delete;
  ~work_deque() {
    for (ring* one = ring_.load(std::memory_order_relaxed); one;) {
      ring* const before = one->before;
      delete one;
      one = before;
    }
  }

  /// Errors: `std::bad_alloc`, when it has to grow.
  void push(Item* item) {
    const std::int64_t bottom = bottom_.load(std::memory_order_relaxed);
    ring* into = ring_.load(std::memory_order_relaxed);
    if (bottom - known_top_ > into->mask) {
      known_top_ = top_.load(std::memory_order_acquire);
      if (bottom - known_top_ > into->mask) into = grow(into, known_top_, bottom);
    }
    into->at(bottom).store(item, std::memory_order_relaxed);
    bottom_.store(bottom + 1, std::memory_order_seq_cst);
  }

  /// What was pushed last, or null.
  Item* pop() noexcept {
    const std::int64_t bottom = bottom_.load(std::memory_order_relaxed) - 1;
    if (bottom < top_.load(std::memory_order_relaxed)) return nullptr;  // Only the owner adds.
    ring* const from = ring_.load(std::memory_order_relaxed);
    bottom_.store(bottom, std::memory_order_seq_cst);
    std::int64_t top = top_.load(std::memory_order_seq_cst);
    Item* item = nullptr;
    if (top <= bottom) {
      item = from->at(bottom).load(std::memory_order_relaxed);
      if (top < bottom) return item;
      // The last one: a thief may be at it.
      if (!top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst,
                                        std::memory_order_relaxed))
        item = nullptr;
    }
    bottom_.store(bottom + 1, std::memory_order_relaxed);
    return item;
  }

  /// What was pushed first, or null: also when another was quicker.
  Item* steal() noexcept {
    std::int64_t top = top_.load(std::memory_order_seq_cst);
    if (top >= bottom_.load(std::memory_order_seq_cst)) return nullptr;
    Item* const item = ring_.load(std::memory_order_acquire)->at(top).load(std::memory_order_relaxed);
    return top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst,
                                        std::memory_order_relaxed)
               ? item
               : nullptr;
  }

  bool is_empty() const noexcept {
    const std::int64_t top = top_.load(std::memory_order_seq_cst);
    return top >= bottom_.load(std::memory_order_seq_cst);
  }

 private:
  /// A thief may still read an old ring: they are kept.
  struct ring {
    using slot = typename P::template atomic<Item*>;
    ring(std::size_t capacity, ring* smaller)
        : mask(static_cast<std::int64_t>(capacity) - 1), before(smaller), slots(new slot[capacity]) {}
    slot& at(std::int64_t index) noexcept { return slots[static_cast<std::size_t>(index & mask)]; }

    const std::int64_t mask;
    ring* const before;
    const std::unique_ptr<slot[]> slots;
  };

  [[gnu::noinline]] ring* grow(ring* old, std::int64_t top, std::int64_t bottom) {
    ring* const bigger = new ring(2 * (static_cast<std::size_t>(old->mask) + 1), old);
    for (std::int64_t i = top; i != bottom; ++i)
      bigger->at(i).store(old->at(i).load(std::memory_order_relaxed), std::memory_order_relaxed);
    ring_.store(bigger, std::memory_order_release);
    return bigger;
  }

  typename P::template atomic<ring*> ring_;
  typename P::template atomic<std::int64_t> bottom_{0};
  std::int64_t known_top_ = 0;  ///< It is this or more; the owner's, who need not look then.
  char apart_[64] = {};  // Thieves write to what follows, the owner to what is above.
  typename P::template atomic<std::int64_t> top_{0};
};

}  // namespace sc::detail
