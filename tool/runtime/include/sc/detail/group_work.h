#pragma once

// How a group's tasks start, run and end: the bodies of group_state.

#include "group_state.h"
#include "join_all.h"
#include "thread_list.h"

namespace sc::detail {

inline group_state::group_state(group_state* parent, bool keeps_parent, group_options& options)
    : parent_(parent),
      how_(options.how),
      name_(options.label.text),
      context_(context_here()),
      mode_(options.mode),
      follows_(parent && options.linked && !current_task()->shielded),
      is_root_(!follows_ || keeps_parent),
      until_(follows_ && parent->until_ < options.until ? parent->until_ : options.until),
      file_(*options.label.at.file ? options.label.at.file : nullptr),
      line_(options.label.at.line),
      hook_(std::move(options.hook)),
      limit_(options.limit) {
  if (limit_ != unlimited) make_places();
  if (keeps_parent) keep_parents();  // Last: what throws before has nothing to give back.
}

/// Keeps the groups around this as long as this: also those that one of them need
/// not keep for itself, since it is on the stack of a task of theirs.
///
/// Requires: the caller is in a task of the parent.
inline void group_state::keep_parents() noexcept {
  for (group_state* one = this; one->parent_; one = one->parent_) {
    // If it does already, so do those around it, or will before that task has ended.
    if (one->keeps_parent_.exchange(true, std::memory_order_relaxed)) return;
    one->parent_->add_reference();
  }
}

inline group_state* group_state::make(group_state* parent, bool keeps_parent,
                                      group_options& options) {
  node_memory<group_state> memory(options.how);
  return memory.make(parent, keeps_parent, options);
}

//-- Starting -------------------------------------------------------------------

inline group_state::submitted group_state::submit(task_node* node, bool only_now) {
  using admission = places::admission;
  admission how = admission::stopped;
  try {
    how = admit(node, only_now);
    if (how == admission::place) start(node);
  } catch (...) {
    if (task_node* const next = give_up_place(node)) start_or_fail(next);
    node->settle(task_node::state::pending, nullptr);
    leave();
    throw;
  }
  switch (how) {
    case admission::place:
      return submitted::started;
    case admission::queued:  // It goes on in the entry of the caller, and may be gone.
      return submitted::queued;
    case admission::full:
      leave();
      return submitted::refused;
    case admission::stopped:
      break;
  }
  skip(node);
  leave();
  return submitted::skipped;
}

inline group_state::places::admission group_state::admit(task_node* node, bool only_now) {
  if (node->has_place) return places::admission::place;
  if (poll()) return places::admission::stopped;
  if (needs_no_place(node->how)) return places::admission::place;
  places& limited = make_places();
  if (!limited.is_unlimited()) link();
  return limited.admit(node, only_now);
}

/// Whether a task goes to its launcher without being counted: where that would cost
/// more than the task, and there is no limit yet.
inline bool group_state::needs_no_place(const launcher* how) const noexcept {
  return how && !how->lists_tasks && is_unlimited();
}

inline group_state::room group_state::reserve(const launcher* how) {
  if (poll()) return room::none;
  if (needs_no_place(how)) return room::uncounted;
  return make_places().reserve() ? room::place : room::none;
}

inline void group_state::give_back_place() noexcept {
  if (task_node* const next = places_.load(std::memory_order_relaxed)->pass_on()) start_or_fail(next);
}

/// Errors: `std::bad_alloc`, the first time.
[[gnu::noinline]] inline group_state::places& group_state::make_places() {
  if (places* const made = places_.load(std::memory_order_acquire)) return *made;
  std::unique_ptr<places> made(new places(unlimited));
  const std::lock_guard<std::mutex> lock(mutex_);
  if (places* const before = places_.load(std::memory_order_relaxed)) return *before;
  made->set_limit(limit_);
  if (stopping()) made->stop();
  places_.store(made.get(), std::memory_order_release);
  return *made.release();
}

inline void group_state::start(task_node* node) {
  launcher* const how = node->how;
  if (!how) return start_worker(node);
  if (helper_.load(std::memory_order_relaxed) != how) start_first(node);
  how->launch(node);
}

/// What is done before the first task of a launcher. A group on a pool that does
/// not outlive the task around it is not seen before its wait blocks: it has to be
/// as fast as a call.
inline void group_state::start_first(task_node* node) noexcept {
  helper_.store(node->how, std::memory_order_relaxed);
  remember(node->at());
  if (!follows_ || keeps_parent_ || node->how->lists_tasks) link();
}

/// Writes down where the first task was started. Requires: the caller starts it.
inline void group_state::remember(const location& first) noexcept {
  // Who is alone in the group is the only one to write: another would be in it too.
  if (!*first.file || file_.load(std::memory_order_relaxed) || count() != 1) return;
  line_.store(first.line, std::memory_order_relaxed);
  file_.store(first.file, std::memory_order_release);
}

/// Starts a thread for \p node.
inline void group_state::start_worker(task_node* node) {
  std::unique_ptr<worker> made(new worker());
  remember(node->at());
  link();
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
      leave();
    }
  }
}

inline void group_state::set_limit(std::size_t limit) {
  places& all = make_places();
  all.set_limit(limit);
  while (task_node* const node = all.take()) start_or_fail(node);
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
  const listed_thread listed(thread_kind::own);
  hold();  // For what is done after the last task.
  const ending guard{this, self};
  run_all(node)->leave();
}

inline task_node* group_state::execute(task_node* node) {
  if (node->how && poll()) {  // It waited in the launcher's queue.
    if (task_node* const next = give_up_place(node)) start_or_fail(next);
    skip(node);
    return nullptr;
  }
  launcher* const how = node->how;
  running_task here{this, how, current_task()};
  current_task() = &here;
  task_node::state went = task_node::state::succeeded;
  std::exception_ptr error;
  if (mode_ == propagate::terminate) {
    run_or_terminate(node);
  } else {
    try {
      run(node);
    } catch (const cancelled&) {
      went = task_node::state::skipped;
      if (!stopping()) error = std::current_exception();
    } catch (...) {
      error = std::current_exception();
      if (!error) {  // No exception: the thread is cancelled.
        current_task() = here.around;
        if (task_node* const next = end(node, task_node::state::skipped)) start_or_fail(next);
        leave();
        throw;
      }
    }
  }
  if (error) {
    record(node, error);
    went = task_node::state::failed;
  }
  task_node* next = end(node, went, error);
  if (next && next->how != how) {
    start_or_fail(next);
    next = nullptr;
  }
  current_task() = here.around;
  return next;
}

/// Runs the function of \p node.
inline void group_state::run(task_node* node) {
  if (!node->how || node->how->lists_tasks) return run_listed(node);
  listed_thread* const here = listed_thread::of_pool();
  if (!here) return node->run();
  /// Says what the thread runs, and what it goes on with then.
  struct showing {
    listed_thread* const by;
    const char* const before;
    const unsigned line_before;
    ~showing() { by->set_place(before, line_before); }
  };
  const showing shown{here, here->file(), here->line()};
  here->set_place(node->file, node->line);
  node->run();
}

/// In the list of the group meanwhile.
inline void group_state::run_listed(task_node* node) {
  class listing {
   public:
    listing(group_state* group, const task_node* node)
        : group_(group), task_{node->at(), timers().recently()} {
      const std::lock_guard<std::mutex> lock(group_->mutex_);
      put_first(group_->running_, &task_, &listed_task::next, &listed_task::previous);
    }
    listing(const listing&) = delete;
    listing& operator=(const listing&) = delete;
    ~listing() {
      const std::lock_guard<std::mutex> lock(group_->mutex_);
      take_out(group_->running_, &task_, &listed_task::next, &listed_task::previous);
    }

   private:
    group_state* const group_;
    listed_task task_;
  };
  const listing listed(this, node);
  node->run();
}

/// What escapes ends the program, with the frame that threw it on the stack.
inline void group_state::run_or_terminate(task_node* node) noexcept { run(node); }

/// Writes an error down, then its being the cause, then stops the others: in
/// this order, so that nobody sees a stop without its reason.
inline void group_state::record(task_node* node, const std::exception_ptr& error) noexcept {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failures_.first) failures_.first = error;
    try {
      if (failures_.all.size() < kept_errors)
        failures_.all.push_back(error);
      else
        ++failures_.dropped;
    } catch (...) {
      ++failures_.dropped;
    }
  }
  if (hook_) (*hook_)(error, node->at());
  cancel(error, stop_reason::error);
}

//-- Ending ----------------------------------------------------------------------

/// Ends \p node. Returns the task that has its place now, or null.
inline task_node* group_state::end(task_node* node, task_node::state went,
                                   const std::exception_ptr& error) noexcept {
  task_node* const next = give_up_place(node);
  node->settle(went, error);
  return next;
}

inline task_node* group_state::give_up_place(task_node* ended) noexcept {
  return ended->has_place ? places_.load(std::memory_order_relaxed)->pass_on() : nullptr;
}

/// Ends a task that never ran.
[[gnu::noinline]] inline void group_state::skip(task_node* node) noexcept {
  count_skipped(1);
  if (reason() == stop_reason::deadline) late_.store(true, std::memory_order_release);
  node->settle(task_node::state::skipped, nullptr);
}

inline void group_state::skip_all(task_node* list) noexcept {
  while (task_node* const node = list) {
    list = node->next;
    skip(node);
    leave();
  }
}

//-- Waiting ------------------------------------------------------------------------

inline void group_state::join_tasks() noexcept {
  launcher* const helper = helper_.load(std::memory_order_relaxed);
  const std::size_t ended = helper ? helper->help(*this) : 0;
  if (count() == ended) return join(ended);
  link();
  const running_task* const here = current_task();
  if (here && here->how) {
    const blocking_region region;
    join(ended);
  } else {
    if (helper) helper->before_waiting();
    join(ended);
    if (helper) helper->after_waiting();
  }
}

/// Destroys the errors. Whoever wakes a thread that waited here may have this for
/// longer than the group lives.
inline void group_state::forget_errors() noexcept {
  if (!stopping()) return;
  group_failures given_up;  // Destroyed after the lock.
  const std::lock_guard<std::mutex> lock(mutex_);
  std::swap(failures_, given_up);
}

inline bool group_state::reset() noexcept {
  // What is given up here is destroyed after the lock.
  group_failures failures;
  stop_reference stop;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!is_joined()) return false;
  observed_ = false;
  reason_.store(stop_reason::none, std::memory_order_relaxed);
  late_.store(false, std::memory_order_relaxed);
  skipped_.store(0, std::memory_order_relaxed);
  stop.swap(stop_);
  std::swap(failures_, failures);
  if (places* const all = places_.load(std::memory_order_relaxed)) all->reopen();
  round_.fetch_add(1, std::memory_order_release);
  reopen();
  return true;
}

}  // namespace sc::detail
