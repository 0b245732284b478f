#pragma once

// How a group is seen by who looks at all of them: bodies of group_state.

#include "group_state.h"

namespace sc::detail {

inline unsigned context_here() noexcept {
  const running_task* const task = current_task();
  const context_scope* const scope = context_scope::innermost();
  if (scope && scope->task() == task) return scope->id();
  return task ? task->group->context() : 0;
}

template <class See>
void group_state::look_at_all(See& see) {
  for (group_state* one = registry::get().groups; one; one = one->next_root_) one->look(see);
}

template <class See>
void group_state::look(See& see) {
  std::unique_lock<std::mutex> lock(mutex_);
  const places* const all = places_.load(std::memory_order_relaxed);
  const places::numbers now = all ? all->now() : places::numbers{limit_, 0, 0};
  const std::size_t running = now.limit == unlimited ? count() : now.running;
  const char* const file = file_.load(std::memory_order_acquire);
  see.begin(group_facts{name_, file, line_.load(std::memory_order_relaxed), since_, now.limit, running,
                        now.queued, stopping(), context_, running_});
  // One lock at a time; what is seen cannot leave meanwhile.
  for (group_state* child = children_; child; child = child->next_child_) {
    if (child->is_root_) continue;
    child->being_seen_ = true;
    lock.unlock();
    child->look(see);
    lock.lock();
    child->being_seen_ = false;
  }
  lock.unlock();
  see.end();
}

}  // namespace sc::detail
