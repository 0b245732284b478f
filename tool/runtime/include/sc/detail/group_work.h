#pragma once

// How a group's tasks start, run and end: the bodies of group_state.

#include "group_state.h"

namespace sc::detail {

/// Joins the threads of a list of workers, and deletes it.
inline void join_all(worker* list) noexcept {
  while (worker* const one = list) {
    list = one->next;
    if (one->thread.joinable()) one->thread.join();
    delete one;
  }
}

//-- Starting -------------------------------------------------------------------

inline group_state::submitted group_state::submit(task_node* node, bool only_now) {
  std::unique_lock<std::mutex> lock(mutex_);
  if (stopping_) {
    ++skipped_;
    lock.unlock();
    node->drop();
    node->went.store(task_node::state::skipped, std::memory_order_release);
    node->remove_reference();
    finish_one();
    return submitted::skipped;
  }
  if (running_ >= limit_) {
    if (only_now) {
      lock.unlock();
      finish_one();
      return submitted::refused;
    }
    (queue_last_ ? queue_last_->next : queue_first_) = node;
    queue_last_ = node;
    ++queued_;  // Its share of unfinished_ is that of enter().
    return submitted::queued;
  }
  ++running_;
  lock.unlock();
  try {
    start_worker(node);
  } catch (...) {
    lock.lock();
    --running_;
    lock.unlock();
    node->drop();
    node->remove_reference();
    finish_one();
    throw;
  }
  return submitted::started;
}

/// Starts a thread for \p node, which runs_ counts already.
inline void group_state::start_worker(task_node* node) {
  std::unique_ptr<worker> made(new worker());
  add_reference();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++unfinished_;  // So that nobody joins the worker before it is written down.
  }
  try {
    made->thread = std::thread([this, self = made.get(), node] { work(self, node); });
  } catch (...) {
    finish_one();
    remove_reference();
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
  finish_one();
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

inline void group_state::start_queued() noexcept {
  for (;;) {
    task_node* node = nullptr;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (running_ >= limit_ || !queue_first_) return;
      node = pop();
      ++running_;
    }
    try {
      start_worker(node);
    } catch (...) {
      node->drop();
      record(node, std::current_exception());
      end(nullptr, node, then::stop);
    }
  }
}

//-- Running ---------------------------------------------------------------------

/// Runs \p node and then what is queued.
inline void group_state::work(worker* self, task_node* node) {
  /// Ends the task also when the thread is cancelled from outside.
  struct ending {
    group_state* group;
    worker* self;
    task_node* node;
    ~ending() {
      if (node) {
        node->drop();
        node->went.store(task_node::state::skipped, std::memory_order_release);
        group->end(self, node, then::stop);
        group->start_queued();
      }
      group->remove_reference();
    }
  };
  ending guard{this, self, node};
  while (guard.node) {
    run(guard.node);
    guard.node = end(self, guard.node, then::go_on);
  }
}

inline void group_state::run(task_node* node) {
  running_task here{this, stop_token()};
  struct leaving {
    ~leaving() { current_task() = nullptr; }
  } const guard{};
  current_task() = &here;
  if (mode_ == propagate::terminate)
    call_or_terminate(node, here);
  else
    call(node, here);
}

/// What escapes ends the program, with the frame that threw it on the stack.
inline void group_state::call_or_terminate(task_node* node, running_task& here) noexcept {
  if (node->wants_token()) here.token = token();
  node->run(here.token);
  node->drop();
  node->went.store(task_node::state::succeeded, std::memory_order_release);
}

inline void group_state::call(task_node* node, running_task& here) {
  try {
    if (node->wants_token()) here.token = token();
    node->run(here.token);
    node->drop();
    node->went.store(task_node::state::succeeded, std::memory_order_release);
#ifdef _CXXABI_FORCED_UNWIND
  } catch (abi::__forced_unwind&) {
    throw;
#endif
  } catch (const cancelled&) {
    node->drop();
    if (stopping())
      node->went.store(task_node::state::skipped, std::memory_order_release);
    else
      record(node, std::current_exception());
  } catch (...) {
    node->drop();
    record(node, std::current_exception());
  }
}

/// Writes an error down, then its being the cause, then stops the others: in
/// this order, so that nobody sees a stop without its reason.
inline void group_state::record(task_node* node, std::exception_ptr error) noexcept {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    node->error = error;
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
  node->went.store(task_node::state::failed, std::memory_order_release);
  if (hook_) (*hook_)(error, node->at);
  cancel(std::move(error));
}

//-- Ending ----------------------------------------------------------------------

/// Ends \p node, whose callable is gone. Returns the next for this thread, or
/// null if the thread is to end.
inline task_node* group_state::end(worker* self, task_node* node, then what) noexcept {
  node->remove_reference();
  const std::lock_guard<std::mutex> lock(mutex_);
  task_node* const next =
      what == then::go_on && running_ <= limit_ && queue_first_ ? pop() : nullptr;
  if (!next) {
    --running_;
    if (self) self->ended = true;
  }
  --unfinished_;
  if (!next || unfinished_ == 0) changed_.notify_all();
  return next;
}

inline void group_state::finish_one() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (--unfinished_ == 0) changed_.notify_all();
}

/// Takes the first of the queue. Requires the lock, and a queue.
inline task_node* group_state::pop() noexcept {
  task_node* const node = queue_first_;
  queue_first_ = node->next;
  if (!queue_first_) queue_last_ = nullptr;
  node->next = nullptr;
  --queued_;
  return node;
}

/// Takes the whole queue. Requires the lock.
inline task_node* group_state::take_queue() noexcept {
  task_node* const list = queue_first_;
  queue_first_ = queue_last_ = nullptr;
  skipped_ += queued_;
  queued_ = 0;
  return list;
}

/// Ends tasks that never ran.
inline void group_state::skip_all(task_node* list) noexcept {
  while (task_node* const node = list) {
    list = node->next;
    node->drop();
    node->went.store(task_node::state::skipped, std::memory_order_release);
    node->remove_reference();
    finish_one();
  }
}

//-- Stopping ---------------------------------------------------------------------

inline bool group_state::cancel(std::exception_ptr cause) noexcept {
  stop_reference stop;
  task_node* dropped = nullptr;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_) return false;
    cause_ = std::move(cause);
    stopping_ = true;
    dropped = take_queue();
    stop = stop_;
    changed_.notify_all();
  }
  if (stop.get()) stop.get()->request();
  skip_all(dropped);
  return true;
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
    late = stopping_;
  }
  if (late) stop.get()->request();
  return token_access::make(std::move(stop));
}

//-- Waiting ------------------------------------------------------------------------

inline void group_state::join() noexcept {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] { return unfinished_ == 0 && !joining_; });
  closed_ = true;
  if (joined_) return;
  joining_ = true;
  worker* const ended = take_workers(/*only_ended=*/false);
  lock.unlock();
  join_all(ended);
  lock.lock();
  joining_ = false;
  joined_ = true;
  ++rounds_;
  changed_.notify_all();
}

inline void group_state::set_limit(std::size_t limit) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    limit_ = limit;
    changed_.notify_all();
  }
  start_queued();
}

inline bool group_state::reset() noexcept {
  // What is given up here is destroyed after the lock.
  std::vector<std::exception_ptr> errors;
  stop_reference stop;
  std::exception_ptr first, cause;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!joined_) return false;
  closed_ = joined_ = stopping_ = observed_ = false;
  skipped_ = dropped_errors_ = 0;
  stop.swap(stop_);
  first = std::exchange(first_error_, nullptr);
  cause = std::exchange(cause_, nullptr);
  errors.swap(errors_);
  return true;
}

}  // namespace sc::detail
