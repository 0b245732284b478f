#pragma once

#include "detail/group_state.h"

namespace sc {

/// Hides from this task, as long as it lives, that it was told to stop:
/// `this_task::token` is one that never stops, and what takes it by default, as
/// `sleep_for` and `wait` do, goes on to its end; a group that is made meanwhile
/// does not stop with this task's.
///
///     sc::daemon flusher([&](sc::stop_token stop) {
///       ...
///       const sc::shield cleanup;
///       close(connection);  // Takes its time, also after a stop.
///     });
///
/// A token that was got before, or that the task was given, is what it was; and a
/// group that is made meanwhile stops with the task's, unless it is
/// `detached_from_parent`.
///
/// Requires: it is a local variable.
/// Source:   CancelScope(shield=True) of Trio.
class [[nodiscard]] shield {
 public:
  shield() noexcept : task_(detail::current_task()), before_(task_ && task_->shielded) {
    if (task_) task_->shielded = true;
  }
  shield(const shield&) = delete;
  shield& operator=(const shield&) = delete;
  ~shield() {
    if (task_) task_->shielded = before_;
  }

 private:
  detail::running_task* const task_;
  const bool before_;
};

}  // namespace sc
