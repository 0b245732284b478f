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

#include "../errors.h"
#include "../group_options.h"
#include "context.h"
#include "join_block.h"
#include "limiter.h"
#include "on_stack.h"
#include "registry.h"
#include "task_node.h"
#include "timers.h"

namespace sc {

namespace detail {

/// How many errors a group keeps; it counts the others.
inline constexpr std::size_t kept_errors = 64;

class group_state;

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

/// A task while its function runs, as `dump` shows it: in a list of its group's.
struct listed_task {
  const location at;
  const steady_time since;
  listed_task* next = nullptr;
  listed_task* previous = nullptr;
};

/// What a group is at one moment.
struct group_facts {
  const char* name;  ///< "" if it has none.
  const char* file;  ///< Where it was given its name, or its first task; or null.
  unsigned line;
  steady_time since;  ///< When it was listed: at its first task, or when its wait blocked.
  std::size_t limit, running, queued;
  bool stopping;
  unsigned context;
  const listed_task* tasks;  ///< The last one first.
};

/// A thread of a group, which runs one task after another.
struct worker {
  std::thread thread;
  worker* next = nullptr;
  bool ended = false;  ///< But for its thread_locals.
};

/// How many groups have ever stopped. As long as it is the same, no group has to
/// look at those around it.
inline std::atomic<std::size_t>& stop_epoch() noexcept {
  static std::atomic<std::size_t> epoch{1};
  return epoch;
}

/// What stopped a group.
enum class stop_reason : unsigned char { none, error, request, deadline };

/// What went wrong in a group.
struct group_failures {
  std::exception_ptr first, cause;
  std::vector<std::exception_ptr> all;  ///< At most kept_errors.
  std::size_t dropped = 0;              ///< How many there were beyond those.
};

/// What a group and its tasks share: who runs, who waits for a place, how it went.
///
/// User code (callables, hooks, callbacks of tokens, destructors of captures and
/// exceptions) runs without a lock.
class group_state : public join_block<std_concurrency, group_state> {
 public:
  group_state(const group_state&) = delete;
  group_state& operator=(const group_state&) = delete;
  /// \p keeps_parent unless the parent is known to outlive the group.
  static group_state* make(group_state* parent, bool keeps_parent, group_options& options);
  static void destroy(group_state* self) noexcept {
    node_memory<group_state>::destroy(self, self->how_);
  }

  //-- Starting ---------------------------------------------------------------

  enum class submitted { started, queued, skipped, refused };

  /// Takes over \p node, and the entry that it was made in. With `only_now` it is
  /// refused if it would have to be queued, and stays the caller's, without the entry.
  ///
  /// Errors: std::system_error if there is no thread to be had; the node is
  /// destroyed and the group is as it was.
  submitted submit(task_node* node, bool only_now);

  /// Whether a task could start now: `place` if one is kept for it, which goes to the
  /// task, by its `has_place`, or comes back. Requires: the caller is in the group.
  enum class room { none, uncounted, place };
  room reserve(const launcher* how);
  void give_back_place() noexcept;
  void wait_for_place() {
    link();
    make_places().wait_for_place();
  }
  void set_limit(std::size_t limit);
  launcher* how() const noexcept { return how_; }
  bool is_unlimited() const noexcept {
    const places* const all = places_.load(std::memory_order_acquire);
    return !all || all->is_unlimited();
  }

  //-- Running -----------------------------------------------------------------

  /// Runs \p node and ends it, but for its leaving the group, which is the
  /// caller's: `leave(1)`, or more if it ran more. Returns a task that is to run
  /// next in the same way, or null.
  task_node* execute(task_node* node);

  /// Runs \p node, and what follows from it. Returns the group of the last, which
  /// is the caller's to leave.
  static group_state* run_all(task_node* node) {
    for (;;) {
      group_state* const group = node->group;
      node = group->execute(node);
      if (!node) return group;
      group->leave();
    }
  }

  //-- Stopping ----------------------------------------------------------------

  /// Requests a stop, drops what is queued. True if it was the first.
  bool cancel(std::exception_ptr cause, stop_reason why) noexcept;

  /// What tells the tasks to stop.
  stop_token token();

  bool stopping() const noexcept { return reason() != stop_reason::none; }
  stop_reason reason() const noexcept { return reason_.load(std::memory_order_acquire); }
  /// As stopping(), after a look at whether a group around this has stopped.
  bool poll() noexcept;

  /// Has the group around this stop it at once, and not only when this asks.
  /// From then on it is seen by who looks at all groups.
  void link() noexcept;
  /// From now on it does not, though the groups inside may be there for longer.
  void unlink() noexcept;

  /// For each group that is listed: calls `see.begin(facts)`, under its lock, then
  /// does the same for those inside, then calls `see.end()`. A group that can
  /// outlive the task that made it is inside of none.
  ///
  /// Requires: the lock of the registry.
  template <class See>
  static void look_at_all(See& see);
  unsigned context() const noexcept { return context_; }

  /// When the group stops, by its own deadline or by one around it.
  steady_time until() const noexcept { return until_; }
  bool has_own_deadline() const noexcept {
    return until_ != steady_time::max() && !(follows_ && until_ == parent_->until_);
  }

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

  /// True if it was waited for, and nothing has stopped it.
  bool has_succeeded() const noexcept { return is_joined() && !stopping(); }

  /// True if the calling thread is in a task that this group waits for, be it one that
  /// goes on only when the caller's has ended, which runs while that waits.
  bool is_waited_for_by_caller() const noexcept {
    const running_task* here = current_task();
    if (!here || here->group == parent_) return false;  // It is inside of the caller's task.
    for (; here; here = here->around) {
      const group_state* const next = here->around ? here->around->group : nullptr;
      for (const group_state* one = here->group; one && one != next; one = one->parent_)
        if (one == this) return true;
    }
    return false;
  }

  //-- How it went ---------------------------------------------------------------

  /// The first error, which counts as seen from now on.
  std::exception_ptr observe() {
    if (!stopping()) return nullptr;  // An error stops.
    const std::lock_guard<std::mutex> lock(mutex_);
    observed_ = true;
    return failures_.first;
  }
  bool has_unobserved_error() const noexcept {
    if (!stopping()) return false;
    const std::lock_guard<std::mutex> lock(mutex_);
    return failures_.first && !observed_;
  }
  std::vector<std::exception_ptr> errors() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (failures_.first) observed_ = true;
    return failures_.all;
  }
  std::size_t dropped_errors() const noexcept { return read(failures_.dropped); }
  std::exception_ptr cause() const noexcept { return read(failures_.cause); }
  /// Whether the deadline passed before everything had ended.
  bool timed_out() const noexcept { return late_.load(std::memory_order_acquire); }

  std::size_t queued() const noexcept {
    const places* const all = places_.load(std::memory_order_acquire);
    return all ? all->queued() : 0;
  }
  std::size_t active() const noexcept {
    const std::size_t all = count(), waiting = queued();
    return all > waiting ? all - waiting : 0;
  }
  void count_skipped(std::size_t tasks) noexcept {
    if (tasks == 0) return;
    skipped_.fetch_add(tasks, std::memory_order_relaxed);
    registry::get().skipped.fetch_add(tasks, std::memory_order_relaxed);
  }
  std::size_t skipped() const noexcept { return skipped_.load(std::memory_order_relaxed); }

  void forget_errors() noexcept;

  /// How often it was reset.
  std::size_t round() const noexcept { return round_.load(std::memory_order_acquire); }

  /// Opens a joined group again, as new. False if it is not joined.
  bool reset() noexcept;

 private:
  friend class join_block<std_concurrency, group_state>;
  friend class node_memory<group_state>;
  group_state(group_state* parent, bool keeps_parent, group_options& options);
  ~group_state() {
    delete places_.load(std::memory_order_relaxed);
    if (keeps_parent_.load(std::memory_order_relaxed)) parent_->remove_reference();
  }
  void keep_parents() noexcept;

  template <class T>
  T read(const T& value) const noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    return value;
  }

  using places = limiter<std_concurrency, task_node>;
  places& make_places();
  places::admission admit(task_node* node, bool only_now);
  bool needs_no_place(const launcher* how) const noexcept;

  void start(task_node* node);
  void start_worker(task_node* node);
  void start_first(task_node* node) noexcept;
  template <class See>
  void look(See& see);
  void remember(const location& first) noexcept;
  void start_or_fail(task_node* node) noexcept;
  worker* take_workers(bool only_ended) noexcept;
  void end_threads() noexcept;
  void work(worker* self, task_node* node);

  void run(task_node* node);
  void run_listed(task_node* node);
  void run_or_terminate(task_node* node) noexcept;
  task_node* end(task_node* node, task_node::state went,
                 const std::exception_ptr& error = nullptr) noexcept;
  task_node* give_up_place(task_node* ended) noexcept;
  void record(task_node* node, const std::exception_ptr& error) noexcept;
  void skip(task_node* node) noexcept;
  void skip_all(task_node* list) noexcept;

  /// A deadline goes for the groups inside too; what stopped this for another
  /// reason is no error of theirs.
  stop_reason reason_for_child() const noexcept {
    return reason() == stop_reason::deadline ? stop_reason::deadline : stop_reason::request;
  }
  bool look_around(std::size_t now) noexcept;
  group_state* take_children() noexcept;
  void cancel_as_parent() noexcept;

  group_state* const parent_;
  launcher* const how_;
  const char* const name_;
  const unsigned context_;
  const propagate mode_;
  std::atomic<bool> keeps_parent_{false};
  const bool follows_;  ///< Whether it stops with its parent.
  const bool is_root_;  ///< Whether it can outlive the task that made it.
  const steady_time until_;
  std::atomic<stop_reason> reason_{stop_reason::none};
  std::atomic<bool> late_{false};
  enum class link_state : unsigned char { none, linked, ended };
  std::atomic<link_state> link_{link_state::none};  ///< Written under the parent's mutex.
  std::atomic<std::size_t> looked_at_{0};  ///< The epoch when no group around had stopped.
  std::atomic<launcher*> helper_{nullptr};  ///< Who can run tasks of this while it is waited for.
  std::atomic<std::size_t> skipped_{0}, round_{0};
  std::atomic<const char*> file_;  ///< Where the name was given, or the first task.
  std::atomic<unsigned> line_;
  std::atomic<places*> places_{nullptr};  ///< Made when the first task has to have one.
  std::unique_ptr<error_hook> hook_;

  mutable std::mutex mutex_;  // Guards what follows, and the making of places_.
  std::size_t limit_;
  worker* workers_ = nullptr;
  listed_task* running_ = nullptr;
  bool observed_ = false;
  stop_reference stop_;
  group_failures failures_;
  group_state* children_ = nullptr;

  // Guarded by the registry's mutex, if it stands by itself there.
  group_state* next_root_ = nullptr;
  group_state* previous_root_ = nullptr;

  // Guarded by the parent's mutex, if it stops with that.
  steady_time since_;
  bool being_seen_ = false;  ///< Then it stays in the list.
  group_state* next_child_ = nullptr;
  group_state* previous_child_ = nullptr;
  group_state* next_to_stop_ = nullptr;
};

}  // namespace detail
}  // namespace sc

#include "group_look.h"
#include "group_stop.h"
#include "group_work.h"
