#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

#if __has_include(<cxxabi.h>)
#include <cxxabi.h>
#endif

#include "../errors.h"
#include "join_block.h"
#include "limiter.h"
#include "task_node.h"
#include "timers.h"

namespace sc {

/// What becomes of an exception that leaves a task.
enum class propagate {
  wait,       ///< The first reaches `wait`.
  terminate,  ///< It ends the program where it leaves the task, as in a std::thread.
};

namespace detail {

/// How many errors a group keeps; it counts the others.
inline constexpr std::size_t kept_errors = 64;

/// Something to call on each error, of any type.
class error_hook {
 public:
  virtual ~error_hook() = default;
  virtual void operator()(const std::exception_ptr& error, const location& at) noexcept = 0;
};

class group_state;
struct group_options;

/// What this thread does at the moment.
struct running_task {
  group_state* group = nullptr;
  launcher* how = nullptr;
  running_task* around = nullptr;  ///< What it did before, and goes on with after.
  bool shielded = false;           ///< Whether it is not to hear of a stop.
};
inline running_task*& current_task() noexcept {
  static thread_local running_task* current = nullptr;
  return current;
}

/// Tells the launcher of this thread's task that the thread blocks.
class blocking_region {
 public:
  explicit blocking_region(bool blocks = true) noexcept {
    const running_task* const here = current_task();
    if (!blocks || !here || !here->how) return;
    told_ = here->how;
    told_->before_blocking();
  }
  blocking_region(const blocking_region&) = delete;
  blocking_region& operator=(const blocking_region&) = delete;
  ~blocking_region() {
    if (told_) told_->after_blocking();
  }

 private:
  launcher* told_ = nullptr;
};

/// A thread of a group, which runs one task after another.
struct worker {
  std::thread thread;
  worker* next = nullptr;
  bool ended = false;  ///< But for its thread_locals.
};

/// What stopped a group.
enum class stop_reason : unsigned char { none, error, request, deadline };

/// What a group and its tasks share: who runs, who waits for a place, how it went.
///
/// User code (callables, hooks, callbacks of tokens, destructors of captures and
/// exceptions) runs without a lock.
class group_state : public join_block<std_concurrency, group_state> {
 public:
  group_state(group_state* parent, group_options& options);
  group_state(const group_state&) = delete;
  group_state& operator=(const group_state&) = delete;
  static void destroy(group_state* self) noexcept { delete self; }

  //-- Starting ---------------------------------------------------------------

  enum class submitted { started, queued, skipped, refused };

  /// Takes over \p node, and the entry that it was made in. With `only_now` it is
  /// refused if it would have to be queued, and stays the caller's, without the entry.
  ///
  /// Errors: std::system_error if there is no thread to be had; the node is
  /// destroyed and the group is as it was.
  submitted submit(task_node* node, bool only_now);

  bool is_full() const noexcept { return limiter_.is_full(); }
  void wait_for_place() { limiter_.wait_for_place(); }
  void set_limit(std::size_t limit);
  launcher* how() const noexcept { return how_; }

  //-- Running -----------------------------------------------------------------

  /// Runs \p node and ends it. Returns a task that is to run next in the same
  /// way, or null; the group may be gone then.
  task_node* execute(task_node* node);

  //-- Stopping ----------------------------------------------------------------

  /// Requests a stop, drops what is queued. True if it was the first.
  bool cancel(std::exception_ptr cause, stop_reason why) noexcept;

  stop_token token();
  bool stopping() const noexcept { return reason() != stop_reason::none; }
  stop_reason reason() const noexcept { return reason_.load(std::memory_order_acquire); }

  /// Stops if its parent has.
  void follow_parent() noexcept;
  /// When the group stops, by its own deadline or by one around it.
  steady_time until() const noexcept { return until_; }
  bool has_own_deadline() const noexcept {
    return until_ != steady_time::max() && !(linked_at_first_ && until_ == parent_->until_);
  }

  /// Takes the group out of its parent's, which does not stop it any more.
  void unlink() noexcept;

  //-- Waiting -----------------------------------------------------------------

  /// Returns when no task runs, every callable has been destroyed, and every
  /// thread has ended. The group is closed then.
  void join_tasks() noexcept;

  /// Waits until nothing is left, or until \p time.
  template <class Clock, class Duration>
  bool wait_until(const std::chrono::time_point<Clock, Duration>& time) {
    const blocking_region region(count() != 0);
    const alarm wake(time, [this] { nudge(); });
    return wait_idle([&](std::condition_variable& changed, std::unique_lock<std::mutex>& lock) {
      return wake.wait(changed, lock);
    });
  }

  /// True if the calling thread is in a task that this group waits for.
  bool is_waited_for_by_caller() const noexcept {
    const running_task* const here = current_task();
    for (const group_state* one = here ? here->group : nullptr; one; one = one->parent_)
      if (one == this) return true;
    return false;
  }

  //-- How it went ---------------------------------------------------------------

  /// The first error, which counts as seen from now on.
  std::exception_ptr observe() {
    if (!stopping()) return nullptr;  // An error stops.
    const std::lock_guard<std::mutex> lock(mutex_);
    observed_ = true;
    return first_error_;
  }
  bool has_unobserved_error() const noexcept {
    if (!stopping()) return false;
    const std::lock_guard<std::mutex> lock(mutex_);
    return first_error_ && !observed_;
  }
  std::vector<std::exception_ptr> errors() {
    const std::lock_guard<std::mutex> lock(mutex_);
    observed_ = true;
    return errors_;
  }
  std::size_t dropped_errors() const noexcept { return read(dropped_errors_); }
  std::exception_ptr cause() const noexcept { return read(cause_); }
  /// Whether the deadline passed before everything had ended.
  bool timed_out() const noexcept { return late_.load(std::memory_order_acquire); }

  std::size_t queued() const noexcept { return limiter_.queued(); }
  std::size_t active() const noexcept {
    const std::size_t all = count(), waiting = queued();
    return all > waiting ? all - waiting : 0;
  }
  std::size_t skipped() const noexcept { return skipped_.load(std::memory_order_relaxed); }

  /// How often it was reset.
  std::size_t round() const noexcept { return round_.load(std::memory_order_acquire); }

  /// Opens a joined group again, as new. False if it is not joined.
  bool reset() noexcept;

 private:
  friend class join_block<std_concurrency, group_state>;
  ~group_state() {
    if (parent_) parent_->remove_reference();
  }

  template <class T>
  T read(const T& value) const noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    return value;
  }

  void start(task_node* node);
  void start_worker(task_node* node);
  void start_or_fail(task_node* node) noexcept;
  void start_queued() noexcept;
  worker* take_workers(bool only_ended) noexcept;
  void end_threads() noexcept;
  void work(worker* self, task_node* node);

  void run(task_node* node);
  void run_or_terminate(task_node* node) noexcept;
  task_node* end(task_node* node, task_node::state went, std::exception_ptr error) noexcept;
  task_node* give_up_place(task_node* ended) noexcept;
  void record(task_node* node, const std::exception_ptr& error) noexcept;
  void skip(task_node* node) noexcept;
  void skip_all(task_node* list) noexcept;

  /// A deadline goes for the groups inside too; what stopped this for another
  /// reason is no error of theirs.
  stop_reason reason_for_child() const noexcept {
    return reason() == stop_reason::deadline ? stop_reason::deadline : stop_reason::request;
  }
  bool link_to(group_state& parent) noexcept;
  group_state* take_children() noexcept;

  group_state* const parent_;
  launcher* const how_;
  const propagate mode_;
  const bool linked_at_first_;
  const steady_time until_;
  std::atomic<stop_reason> reason_{stop_reason::none};
  std::atomic<bool> late_{false};
  std::atomic<launcher*> helper_{nullptr};  ///< Who can run tasks of this while it is waited for.
  std::atomic<std::size_t> skipped_{0}, round_{0};
  limiter<std_concurrency, task_node> limiter_;
  std::unique_ptr<error_hook> hook_;

  mutable std::mutex mutex_;  // Guards what follows.
  worker* workers_ = nullptr;
  bool observed_ = false;
  stop_reference stop_;
  std::exception_ptr first_error_, cause_;
  std::vector<std::exception_ptr> errors_;
  std::size_t dropped_errors_ = 0;
  group_state* children_ = nullptr;

  // Guarded by the parent's mutex.
  group_state* next_child_ = nullptr;
  group_state* previous_child_ = nullptr;
  group_state* next_to_stop_ = nullptr;
  bool linked_ = false;
};

}  // namespace detail
}  // namespace sc

#include "group_work.h"
