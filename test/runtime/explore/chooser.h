#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace explore {

/// Makes every choice of a schedule, from its number alone.
///
/// Even numbers: each step is made by any thread, all equally likely. Odd numbers:
/// the thread of the highest priority runs; priorities are random, and at most
/// three times, at random steps, the running thread gets the lowest (Burckhardt
/// and others, "A Randomized Scheduler with Probabilistic Guarantees of Finding
/// Bugs"). The first reaches what needs many switches, the second what needs few
/// at the right places and long runs between them.
class chooser {
 public:
  explicit chooser(std::uint64_t number) : state_(number), by_priority_(number % 2 != 0) {
    state_ = bits();  // Else neighbours would choose the same, one choice later.
    if (!by_priority_) return;
    const std::size_t preemptions = below(4);
    for (std::size_t i = 0; i < preemptions; ++i)
      preempted_at_.push_back(below(std::size_t{8} << below(6)));
  }

  const char* strategy() const noexcept { return by_priority_ ? "priorities" : "random"; }

  /// Any of 0 to \p count - 1.
  std::size_t below(std::size_t count) noexcept { return static_cast<std::size_t>(bits() % count); }
  bool one_in(std::size_t count) noexcept { return below(count) == 0; }

  void add_thread() { priorities_.push_back(static_cast<std::int64_t>(below(1U << 30))); }

  /// Which of \p ready, which is not empty, makes step \p step; \p current made
  /// the one before.
  std::size_t next(const std::vector<std::size_t>& ready, std::size_t current, std::size_t step) {
    if (ready.size() == 1) return ready.front();
    if (!by_priority_) return ready[below(ready.size())];
    if (std::count(preempted_at_.begin(), preempted_at_.end(), step) != 0) demote(current);
    return *std::max_element(ready.begin(), ready.end(), [&](std::size_t a, std::size_t b) {
      return priorities_[a] < priorities_[b];
    });
  }
  void demote(std::size_t thread) noexcept { priorities_[thread] = --lowest_; }

 private:
  /// SplitMix64.
  std::uint64_t bits() noexcept {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
  bool by_priority_;
  std::vector<std::size_t> preempted_at_;
  std::vector<std::int64_t> priorities_;
  std::int64_t lowest_ = 0;
};

}  // namespace explore
