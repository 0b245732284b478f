#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <utility>

#include "closure.h"
#include "group_state.h"
#include "task_nodes.h"

namespace sc::detail {

/// A callable that many tasks share, and which is called with a number. The last
/// of them destroys it.
template <class F>
class numbered {
 public:
  static constexpr bool with_token = takes_token<F&, std::size_t>;

  explicit numbered(F f) : f_(std::move(f)) {}
  numbered(const numbered&) = delete;
  numbered& operator=(const numbered&) = delete;

  void operator()(const stop_token& token, std::size_t number) {
    if constexpr (with_token)
      static_cast<void>(f_(token, number));
    else
      static_cast<void>(f_(number));
  }

  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void remove_reference() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

 private:
  ~numbered() = default;

  F f_;
  std::atomic<std::size_t> references_{1};
};

/// Owns a reference to a `numbered`.
template <class F>
class numbered_reference {
 public:
  explicit numbered_reference(numbered<F>* to) noexcept : to_(to) {}
  numbered_reference(const numbered_reference& other) noexcept : to_(other.to_) {
    to_->add_reference();
  }
  numbered_reference& operator=(const numbered_reference&) = delete;
  ~numbered_reference() { to_->remove_reference(); }
  numbered<F>& operator*() const noexcept { return *to_; }

 private:
  numbered<F>* const to_;
};

/// Tasks with numbers one after another, of which a part is split off whenever a
/// thread of the launcher's has nothing to do.
///
/// Source: lazy binary splitting; Tzannes et al., 2010.
template <class F>
class range_node final : public task_node {
 public:
  range_node(group_state* owner, launcher* where, location started_at,
             const numbered_reference<F>& f, std::size_t first, std::size_t last) noexcept
      : task_node(owner, where, started_at),
        f_(f),
        next_(first),
        last_(last) {}

  void run() override {
    const stop_token token = token_of<numbered<F>>(group);
    has_run_ = true;
    while (next_ != last_ && !group->poll()) {
      if (last_ - next_ > 1 && how->is_hungry()) split();
      (*f_)(token, next_++);
    }
  }

  void settle(state went, const std::exception_ptr&) noexcept override {
    std::size_t left = last_ - next_;
    if (!has_run_) left = went == state::skipped ? left - 1 : 0;  // Who skips a task counts it as one.
    group->count_skipped(left);
    node_memory<range_node>::destroy(this, how);
  }

 private:
  /// Gives the second half away, unless there is no memory for that.
  void split() noexcept {
    const std::size_t middle = next_ + (last_ - next_) / 2;
    range_node* made = nullptr;
    try {
      node_memory<range_node> memory(how);
      made = memory.make(group, how, at(), f_, middle, last_);
    } catch (...) {
      return;
    }
    group->enter_again();
    try {
      how->launch(made);
      last_ = middle;
    } catch (...) {
      made->settle(state::pending, nullptr);
      group->leave();
    }
  }

  const numbered_reference<F> f_;
  std::size_t next_, last_;
  bool has_run_ = false;
};

}  // namespace sc::detail
