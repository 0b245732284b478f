#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "closure.h"
#include "group_state.h"
#include "stored.h"
#include "task_node.h"

namespace sc::detail {

/// The token of \p group, if a \p Callable takes one.
template <class Callable>
stop_token token_of(group_state* group) {
  if constexpr (Callable::with_token)
    return group->token();
  else
    return stop_token();
}

/// A task whose result is dropped.
template <class Closure>
class plain_node final : public task_node {
 public:
  template <class... From>
  plain_node(group_state* owner, launcher* where, location started_at, From&&... from)
      : task_node(owner, where, started_at),
        closure_(std::in_place, std::forward<From>(from)...) {}

  void run() override { static_cast<void>(closure_(token_of<Closure>(group))); }
  void settle(state, const std::exception_ptr&) noexcept override {
    node_memory<plain_node>::destroy(this, how);
  }

 private:
  Closure closure_;
};

/// A task whose result is kept: by the group until it has ended, and by a `task`
/// of the user's as long as that wants it.
class kept_node : public task_node {
 public:
  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void remove_reference() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy();
  }

  /// Requires: the group was waited for.
  state went() const noexcept { return went_; }
  const std::exception_ptr& error() const noexcept { return error_; }

 protected:
  using task_node::task_node;
  ~kept_node() = default;

  void settle_as(state ended_as, const std::exception_ptr& error) noexcept {
    went_ = ended_as;
    error_ = error;
    remove_reference();
  }

 private:
  virtual void destroy() noexcept = 0;

  std::atomic<unsigned> references_{1};
  state went_ = state::pending;
  std::exception_ptr error_;
};

/// Where the result of a task arrives.
template <class T>
class result_node : public kept_node {
 public:
  template <class... Args>
  void set(Args&&... args) {
    value_.make(std::forward<Args>(args)...);
  }
  T& value() noexcept { return value_.get(); }

 protected:
  using kept_node::kept_node;
  ~result_node() = default;

 private:
  stored<T> value_;
};
template <>
class result_node<void> : public kept_node {
 public:
  void value() noexcept {}

 protected:
  using kept_node::kept_node;
  ~result_node() = default;
};
template <class T>
class result_node<T&> : public kept_node {
 public:
  void set(T& result) noexcept { result_ = &result; }
  T& value() noexcept { return *result_; }

 protected:
  using kept_node::kept_node;
  ~result_node() = default;

 private:
  T* result_ = nullptr;
};

template <class Closure>
class spawned_node final : public result_node<typename Closure::result> {
 public:
  template <class... From>
  spawned_node(group_state* owner, launcher* where, location started_at, From&&... from)
      : result_node<typename Closure::result>(owner, where, started_at) {
    closure_.make(std::in_place, std::forward<From>(from)...);
  }

  void run() override {
    const stop_token token = token_of<Closure>(this->group);
    if constexpr (std::is_void_v<typename Closure::result>)
      closure_.get()(token);
    else
      this->set(closure_.get()(token));
  }
  void settle(task_node::state went, const std::exception_ptr& error) noexcept override {
    closure_.end();
    this->settle_as(went, error);
  }

 private:
  void destroy() noexcept override { node_memory<spawned_node>::destroy(this, this->how); }

  stored<Closure> closure_;
};

}  // namespace sc::detail
