#pragma once

#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

#include "detail/group_state.h"
#include "detail/task_nodes.h"
#include "errors.h"

namespace sc {

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
    if (state() == task_state::failed) std::rethrow_exception(node_->error());
    if (state() != task_state::succeeded) throw result_unavailable();
    if constexpr (std::is_object_v<T>)
      return std::move(node_->value());
    else
      return node_->value();
  }

  task_state state() const noexcept {
    using went = detail::task_node::state;
    const bool ended = node_ && (group_->round() != round_ || group_->is_joined());
    if (!ended) return task_state::pending;
    switch (node_->went()) {
      case went::succeeded:
        return task_state::succeeded;
      case went::failed:
        return task_state::failed;
      default:
        return task_state::skipped;
    }
  }

 private:
  friend class group;
  task(detail::result_node<T>* node, detail::group_state* group) noexcept
      : node_(node), group_(group), round_(group->round()) {
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
