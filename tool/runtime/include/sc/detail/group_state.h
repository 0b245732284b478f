#pragma once

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
#include "task_node.h"

namespace sc {

/// What becomes of an exception that leaves a task.
enum class propagate {
  wait,       ///< The first reaches `wait`.
  terminate,  ///< It ends the program where it leaves the task, as in a std::thread.
};

namespace detail {

inline constexpr std::size_t unlimited = static_cast<std::size_t>(-1);
/// How many errors a group keeps; it counts the others.
inline constexpr std::size_t kept_errors = 64;

/// Something to call on each error, of any type.
class error_hook {
 public:
  virtual ~error_hook() = default;
  virtual void operator()(const std::exception_ptr& error, const location& at) noexcept = 0;
};

class group_state;

/// What this thread does at the moment.
struct running_task {
  group_state* group = nullptr;
  stop_token token;
};
inline running_task*& current_task() noexcept {
  static thread_local running_task* current = nullptr;
  return current;
}

/// A thread of a group, which runs one task after another.
struct worker {
  std::thread thread;
  worker* next = nullptr;
  bool ended = false;  ///< But for its thread_locals.
};

/// What a group and its tasks share: who runs, who waits for a place, how it
/// went. Counts its own references; a task that ends touches nothing after it
/// has given back its own.
///
/// Everything is guarded by one mutex. User code (callables, hooks, callbacks
/// of tokens, destructors of captures and exceptions) runs without it.
class group_state {
 public:
  group_state(group_state* parent, std::size_t limit, propagate mode) noexcept
      : parent_(parent), limit_(limit), mode_(mode) {
    if (parent_) parent_->add_reference();
  }
  group_state(const group_state&) = delete;
  group_state& operator=(const group_state&) = delete;

  void add_reference() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void remove_reference() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

  //-- Starting ---------------------------------------------------------------

  /// Keeps the group open while a task is being made for it. What is entered is
  /// left, by submit() or leave().
  ///
  /// Errors: group_closed.
  void enter() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (closed_) throw group_closed();
    ++unfinished_;
  }
  void leave() noexcept { finish_one(); }

  enum class submitted { started, queued, skipped, refused };

  /// Takes over \p node, and leaves. With `only_now` it is refused if it would
  /// have to be queued, and stays the caller's.
  ///
  /// Errors: std::system_error if there is no thread to be had; the node is
  /// destroyed and the group is as it was.
  submitted submit(task_node* node, bool only_now);

  bool is_full() const noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    return running_ >= limit_;
  }
  /// Waits until a task could start at once, or the group stops.
  void wait_for_place() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return running_ < limit_ || stopping_; });
  }

  //-- Stopping ----------------------------------------------------------------

  /// Requests a stop, drops what is queued. True if it was the first.
  bool cancel(std::exception_ptr cause) noexcept;

  stop_token token();

  //-- Waiting -----------------------------------------------------------------

  /// Returns when no task runs, every callable has been destroyed, and every
  /// thread has ended. The group is closed then.
  void join() noexcept;

  template <class TimePoint>
  bool wait_until(const TimePoint& time) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_until(lock, time, [&] { return unfinished_ == 0; });
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
    const std::lock_guard<std::mutex> lock(mutex_);
    observed_ = true;
    return first_error_;
  }
  bool has_unobserved_error() const noexcept {
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
  bool stopping() const noexcept { return read(stopping_); }
  std::size_t active() const noexcept { return read(running_); }
  std::size_t queued() const noexcept { return read(queued_); }
  std::size_t skipped() const noexcept { return read(skipped_); }
  /// How often it was joined: a task that was started when it was n has ended
  /// when it is more.
  std::size_t rounds() const noexcept { return read(rounds_); }

  void set_limit(std::size_t limit);
  void set_hook(std::unique_ptr<error_hook> hook) noexcept { hook_ = std::move(hook); }
  void close() noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
  }
  /// Opens a joined group again, as new. False if it is not joined.
  bool reset() noexcept;

 private:
  ~group_state() {
    if (parent_) parent_->remove_reference();
  }

  template <class T>
  T read(const T& value) const noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    return value;
  }

  void start_worker(task_node* node);
  worker* take_workers(bool only_ended) noexcept;
  void work(worker* self, task_node* node);
  void run(task_node* node);
  void call(task_node* node, running_task& here);
  void call_or_terminate(task_node* node, running_task& here) noexcept;
  void record(task_node* node, std::exception_ptr error) noexcept;
  enum class then { go_on, stop };
  task_node* end(worker* self, task_node* node, then what) noexcept;
  void finish_one() noexcept;
  void skip_all(task_node* list) noexcept;
  void start_queued() noexcept;
  task_node* take_queue() noexcept;
  task_node* pop() noexcept;

  std::atomic<unsigned> references_{1};
  group_state* const parent_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;

  std::size_t limit_;
  const propagate mode_;
  std::unique_ptr<error_hook> hook_;

  std::size_t unfinished_ = 0;  ///< Tasks, and calls that are starting one.
  std::size_t running_ = 0;     ///< Tasks that have a thread.
  std::size_t queued_ = 0, skipped_ = 0, rounds_ = 0;
  task_node* queue_first_ = nullptr;
  task_node* queue_last_ = nullptr;
  worker* workers_ = nullptr;
  bool closed_ = false, joining_ = false, joined_ = false;

  bool stopping_ = false, observed_ = false;
  stop_reference stop_;
  std::exception_ptr first_error_, cause_;
  std::vector<std::exception_ptr> errors_;
  std::size_t dropped_errors_ = 0;
};

}  // namespace detail
}  // namespace sc

#include "group_work.h"
