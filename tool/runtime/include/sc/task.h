#pragma once

#include <new>
#include <utility>

#include "detail/group_state.h"
#include "detail/task_node.h"
#include "errors.h"

namespace sc {

namespace detail {

/// A task whose result is dropped.
template <class Closure>
class plain_node final : public task_node {
 public:
  template <class... From>
  explicit plain_node(location started_at, From&&... from)
      : task_node(started_at), closure_(std::in_place, std::in_place, std::forward<From>(from)...) {}

  void run(const stop_token& token) override { static_cast<void>(closure_.get()(token)); }
  void drop() noexcept override { closure_.end(); }
  bool wants_token() const noexcept override { return Closure::with_token; }

 private:
  early<Closure> closure_;
};

/// Where the result of a task arrives.
template <class T>
class result_node : public task_node {
 public:
  using task_node::task_node;
  ~result_node() override {
    if (has_value_) value().~T();
  }
  template <class... Args>
  void set(Args&&... args) {
    ::new (static_cast<void*>(bytes_)) T(std::forward<Args>(args)...);
    has_value_ = true;
  }
  T& value() noexcept { return *std::launder(reinterpret_cast<T*>(bytes_)); }

 private:
  alignas(T) unsigned char bytes_[sizeof(T)];
  bool has_value_ = false;
};
template <>
class result_node<void> : public task_node {
 public:
  using task_node::task_node;
  void value() noexcept {}
};
template <class T>
class result_node<T&> : public task_node {
 public:
  using task_node::task_node;
  void set(T& result) noexcept { result_ = &result; }
  T& value() noexcept { return *result_; }

 private:
  T* result_ = nullptr;
};

/// A task whose result is kept.
template <class Closure>
class spawned_node final : public result_node<typename Closure::result> {
 public:
  template <class... From>
  explicit spawned_node(location started_at, From&&... from)
      : result_node<typename Closure::result>(started_at),
        closure_(std::in_place, std::in_place, std::forward<From>(from)...) {}

  void run(const stop_token& token) override {
    if constexpr (std::is_void_v<typename Closure::result>)
      closure_.get()(token);
    else
      this->set(closure_.get()(token));
  }
  void drop() noexcept override { closure_.end(); }
  bool wants_token() const noexcept override { return Closure::with_token; }

 private:
  early<Closure> closure_;
};

}  // namespace detail

/// How a task went.
enum class task_state {
  pending,    ///< Its group was not waited for yet.
  succeeded,  ///< Its result is there.
  failed,     ///< It threw.
  skipped,    ///< Its group stopped before it ran, or it said `cancelled`.
};

/// The result of a task that a group runs, there once the group was waited for.
///
/// Dropping it drops the result, not the task: the group owns that.
///
/// Threads: one at a time.
/// Source:  Subtask of Java's StructuredTaskScope.
template <class T>
class task {
 public:
  task() noexcept = default;
  task(task&& other) noexcept { swap(other); }
  task& operator=(task&& other) noexcept {
    task(std::move(other)).swap(*this);
    return *this;
  }
  ~task() {
    if (node_) node_->remove_reference();
    if (group_) group_->remove_reference();
  }

  /// The result, moved out of the task; a second call gives a moved-from one.
  ///
  /// Errors: what the task threw; `not_joined` if its group was not waited for;
  ///         `result_unavailable` if the task was skipped, or this is empty.
  T get() {
    if (state() == task_state::pending && node_) throw not_joined();
    if (state() == task_state::failed) std::rethrow_exception(node_->error);
    if (state() != task_state::succeeded) throw result_unavailable();
    if constexpr (std::is_object_v<T>)
      return std::move(node_->value());
    else
      return node_->value();
  }

  task_state state() const noexcept {
    using state = detail::task_node::state;
    if (!node_ || group_->rounds() == round_) return task_state::pending;
    switch (node_->went.load(std::memory_order_acquire)) {
      case state::succeeded:
        return task_state::succeeded;
      case state::failed:
        return task_state::failed;
      default:
        return task_state::skipped;
    }
  }

 private:
  friend class group;
  task(detail::result_node<T>* node, detail::group_state* group) noexcept
      : node_(node), group_(group), round_(group->rounds()) {
    node_->add_reference();
    group_->add_reference();
  }
  void swap(task& other) noexcept {
    std::swap(node_, other.node_);
    std::swap(group_, other.group_);
    std::swap(round_, other.round_);
  }

  detail::result_node<T>* node_ = nullptr;
  detail::group_state* group_ = nullptr;
  std::size_t round_ = 0;
};

}  // namespace sc
