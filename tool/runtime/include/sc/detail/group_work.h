#pragma once

// How a group's tasks start, run and end: the bodies of group_state.

#include "../group_options.h"
#include "group_state.h"
#include "join_all.h"

namespace sc::detail {

inline group_state::group_state(group_state* parent, group_options& options)
    : parent_(parent),
      how_(options.how),
      mode_(options.mode),
      linked_at_first_(parent && options.linked),
      until_(linked_at_first_ && parent->until_ < options.until ? parent->until_ : options.until),
      limiter_(options.limit),
      hook_(std::move(options.hook)) {
  if (!parent_) return;
  parent_->add_reference();
  if (linked_at_first_ && !link_to(*parent_))
    cancel(parent_->cause(), parent_->reason_for_child());
}

//-- Starting -------------------------------------------------------------------

inline group_state::submitted group_state::submit(task_node* node, bool only_now) {
  using admission = limiter<std_concurrency, task_node>::admission;
  admission how = admission::place;
  if (node->how && limiter_.is_unlimited()) {
    if (stopping()) how = admission::stopped;  // Nothing to count: the launcher has the queue.
  } else {
    how = limiter_.admit(node, only_now);
  }
  switch (how) {
    case admission::full:
      leave();
      return submitted::refused;
    case admission::queued:
      return submitted::queued;  // It goes on in the entry of the caller.
    case admission::stopped:
      skip(node);
      return submitted::skipped;
    case admission::place:
      break;
  }
  try {
    start(node);
  } catch (...) {
    if (task_node* const next = give_up_place(node)) start_or_fail(next);
    node->settle(task_node::state::skipped, nullptr);
    leave();
    throw;
  }
  return submitted::started;
}

inline void group_state::start(task_node* node) {
  launcher* const how = node->how;
  if (!how) return start_worker(node);
  if (helper_.load(std::memory_order_relaxed) != how) helper_.store(how, std::memory_order_relaxed);
  how->launch(node);
}

/// Starts a thread for \p node.
inline void group_state::start_worker(task_node* node) {
  std::unique_ptr<worker> made(new worker());
  note_threads();
  hold();  // So that nobody joins the worker before it is written down.
  try {
    made->thread = std::thread([this, self = made.get(), node] { work(self, node); });
  } catch (...) {
    release();
    throw;
  }
  worker* ended = nullptr;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended = take_workers(/*only_ended=*/true);
    made->next = workers_;
    workers_ = made.release();
  }
  join_all(ended);
  release();
}

/// Takes workers out of the list. Requires the lock.
inline worker* group_state::take_workers(bool only_ended) noexcept {
  worker* taken = nullptr;
  for (worker** at = &workers_; worker* const one = *at;) {
    if (only_ended && !one->ended) {
      at = &one->next;
      continue;
    }
    *at = one->next;
    one->next = taken;
    taken = one;
  }
  return taken;
}

inline void group_state::end_threads() noexcept {
  worker* all = nullptr;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    all = take_workers(/*only_ended=*/false);
  }
  join_all(all);
}

/// Starts a task that was queued; what prevents it is its error.
inline void group_state::start_or_fail(task_node* node) noexcept {
  while (node) {
    try {
      return start(node);
    } catch (...) {
      record(node, std::current_exception());
      node = end(node, task_node::state::failed, std::current_exception());
    }
  }
}

inline void group_state::start_queued() noexcept {
  while (task_node* const node = limiter_.take()) start_or_fail(node);
}

inline void group_state::set_limit(std::size_t limit) {
  limiter_.set_limit(limit);
  start_queued();
}

//-- Running ---------------------------------------------------------------------

/// Runs \p node and then what is queued, on a thread of this group's.
inline void group_state::work(worker* self, task_node* node) {
  /// Also when the thread is cancelled from outside.
  struct ending {
    group_state* group;
    worker* self;
    ~ending() {
      {
        const std::lock_guard<std::mutex> lock(group->mutex_);
        self->ended = true;
      }
      group->release();
    }
  };
  hold();  // For what is done after the last task.
  const ending guard{this, self};
  while (node) node = execute(node);
}

inline task_node* group_state::execute(task_node* node) {
  /// Ends the task also when the thread is cancelled from outside.
  struct ending {
    group_state* group;
    task_node* node;
    running_task here;
    task_node::state went = task_node::state::skipped;
    std::exception_ptr error;

    ending(group_state* of, task_node* what)
        : group(of), node(what), here{of, what->how, current_task()} {
      current_task() = &here;
    }
    ~ending() {
      current_task() = here.around;
      if (!node) return;
      if (task_node* const other = group->end(node, went, nullptr)) group->start_or_fail(other);
    }
  };
  if (node->how && stopping()) {  // It waited in the launcher's queue.
    if (task_node* const next = give_up_place(node)) start_or_fail(next);
    skip(node);
    return nullptr;
  }
  ending task(this, node);
  if (mode_ == propagate::terminate) {
    run_or_terminate(node);
    task.went = task_node::state::succeeded;
  } else {
    try {
      run(node);
      task.went = task_node::state::succeeded;
#ifdef _CXXABI_FORCED_UNWIND
    } catch (abi::__forced_unwind&) {
      throw;
#endif
    } catch (const cancelled&) {
      if (!stopping()) task.error = std::current_exception();
    } catch (...) {
      task.error = std::current_exception();
    }
    if (task.error) {
      record(node, task.error);
      task.went = task_node::state::failed;
    }
  }
  launcher* const how = node->how;
  task.node = nullptr;
  task_node* const next = end(node, task.went, std::move(task.error));
  if (!next || next->how == how) return next;
  next->group->start_or_fail(next);
  return nullptr;
}

inline void group_state::run(task_node* node) {
  if (node->wants_token)
    node->run(token());
  else
    node->run(stop_token());
}

/// What escapes ends the program, with the frame that threw it on the stack.
inline void group_state::run_or_terminate(task_node* node) noexcept { run(node); }

/// Writes an error down, then its being the cause, then stops the others: in
/// this order, so that nobody sees a stop without its reason.
inline void group_state::record(task_node* node, const std::exception_ptr& error) noexcept {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!first_error_) first_error_ = error;
    try {
      if (errors_.size() < kept_errors)
        errors_.push_back(error);
      else
        ++dropped_errors_;
    } catch (...) {
      ++dropped_errors_;
    }
  }
  if (hook_) (*hook_)(error, node->at);
  cancel(error, stop_reason::error);
}

//-- Ending ----------------------------------------------------------------------

/// Ends \p node. Returns the task that has its place now, or null.
inline task_node* group_state::end(task_node* node, task_node::state went,
                                   std::exception_ptr error) noexcept {
  task_node* const next = give_up_place(node);
  node->settle(went, std::move(error));
  leave();
  return next;
}

inline task_node* group_state::give_up_place(task_node* ended) noexcept {
  return ended->has_place ? limiter_.pass_on() : nullptr;
}

/// Ends a task that never ran.
inline void group_state::skip(task_node* node) noexcept {
  skipped_.fetch_add(1, std::memory_order_relaxed);
  if (reason() == stop_reason::deadline) late_.store(true, std::memory_order_release);
  node->settle(task_node::state::skipped, nullptr);
  leave();
}

inline void group_state::skip_all(task_node* list) noexcept {
  while (task_node* const node = list) {
    list = node->next;
    skip(node);
  }
}

//-- Stopping ---------------------------------------------------------------------

inline bool group_state::cancel(std::exception_ptr cause, stop_reason why) noexcept {
  stop_reference stop;
  group_state* children = nullptr;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping() || (why == stop_reason::deadline && is_joined())) return false;
    cause_ = cause;
    if (why == stop_reason::deadline && count() != 0) late_.store(true, std::memory_order_relaxed);
    reason_.store(why, std::memory_order_release);
    stop = stop_;
    children = take_children();
  }
  std::size_t dropped = 0;
  task_node* const queue = limiter_.stop(dropped);
  if (stop.get()) stop.get()->request();
  while (group_state* const child = children) {
    children = child->next_to_stop_;
    child->cancel(cause, reason_for_child());
    child->remove_reference();
  }
  skip_all(queue);
  return true;
}

/// A list of the groups that stop with this one, with a reference to each.
/// Requires the lock.
inline group_state* group_state::take_children() noexcept {
  group_state* list = nullptr;
  for (group_state* one = children_; one; one = one->next_child_) {
    one->add_reference();
    one->next_to_stop_ = list;
    list = one;
  }
  return list;
}

/// False if \p parent has stopped already.
inline bool group_state::link_to(group_state& parent) noexcept {
  const std::lock_guard<std::mutex> lock(parent.mutex_);
  next_child_ = parent.children_;
  if (next_child_) next_child_->previous_child_ = this;
  parent.children_ = this;
  linked_ = true;
  return !parent.stopping();
}

inline void group_state::follow_parent() noexcept {
  if (parent_ && linked_ && parent_->stopping()) cancel(parent_->cause(), parent_->reason_for_child());
}

inline void group_state::unlink() noexcept {
  if (!parent_) return;
  const std::lock_guard<std::mutex> lock(parent_->mutex_);
  if (!linked_) return;
  (previous_child_ ? previous_child_->next_child_ : parent_->children_) = next_child_;
  if (next_child_) next_child_->previous_child_ = previous_child_;
  linked_ = false;
}

inline stop_token group_state::token() {
  stop_reference stop;
  bool late = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!stop_.get()) {
      stop_ = stop_reference(new stop_state());
      stop_.get()->add_source();
    }
    stop = stop_;
    late = stopping();
  }
  if (late) stop.get()->request();
  return token_access::make(std::move(stop));
}

//-- Waiting ------------------------------------------------------------------------

inline void group_state::join_tasks() noexcept {
  if (launcher* const helper = helper_.load(std::memory_order_relaxed)) helper->help(*this);
  const blocking_region region(count() != 0);
  join();
}

inline bool group_state::reset() noexcept {
  // What is given up here is destroyed after the lock.
  std::vector<std::exception_ptr> errors;
  stop_reference stop;
  std::exception_ptr first, cause;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!is_joined()) return false;
  observed_ = false;
  dropped_errors_ = 0;
  reason_.store(stop_reason::none, std::memory_order_relaxed);
  late_.store(false, std::memory_order_relaxed);
  skipped_.store(0, std::memory_order_relaxed);
  stop.swap(stop_);
  first = std::exchange(first_error_, nullptr);
  cause = std::exchange(cause_, nullptr);
  errors.swap(errors_);
  limiter_.reopen();
  round_.fetch_add(1, std::memory_order_release);
  reopen();
  return true;
}

}  // namespace sc::detail
