#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include "detail/closure.h"
#include "detail/group_state.h"
#include "detail/outer_stops.h"
#include "detail/range_node.h"
#include "detail/task_nodes.h"
#include "errors.h"
#include "group_options.h"
#include "launch.h"
#include "location.h"
#include "stop_token.h"
#include "task.h"
#include "unobserved.h"

namespace sc {

namespace detail {

template <class... Args>
using if_arguments = std::enable_if_t<(!std::is_same_v<std::decay_t<Args>, location> && ...), int>;
template <class F>
using if_callable = std::enable_if_t<!std::is_same_v<std::decay_t<F>, launch_policy>, int>;

}  // namespace detail

/// How the tasks of a group went.
enum class outcome {
  ok,
  failed,     ///< A task threw.
  cancelled,  ///< It was told to stop, and no task threw.
  timed_out,  ///< Its deadline passed before all was done, and no task threw.
};

/// A scope that owns tasks: it ends after its last task.
///
///     sc::group saves(sc::limit{8});
///     for (const auto& file : files)
///       saves.go([&](sc::stop_token stop) { save(file, stop); });
///     saves.wait();  // The first error comes out here; the others were told to stop.
///
/// By default each task has a thread of its own, which has ended, thread_locals
/// and all, when `wait` returns. Tasks may block, wait for each other, and start
/// others.
///
/// Errors:   the first exception that leaves a task stops the others; `wait`
///           rethrows it. Success never requests a stop.
/// Threads:  every member from any thread; constructor and destructor excepted.
/// Order:    what is done before `go` is visible in the task; what a task does is
///           visible after `wait`.
/// Requires: it outlives no task, since its destructor waits for them. Declared
///           after what its tasks use, it is destroyed before that.
/// Cost:     one allocation for a group, two and a thread for a task.
/// Source:   errgroup.Group of Go; the nursery of Trio.
class group {
 public:
  /// A group in a task stops when that task's group stops.
  ///
  /// Shape:  any of `limit`, `deadline`, `timeout`, `name`, `propagate`, `parent`,
  ///         `on_error(f)`, `detached_from_parent` and a launch policy, in any order.
  /// Errors: `std::invalid_argument` for a limit of 0; `std::bad_alloc`;
  ///         `std::system_error` for the first deadline of the process, if there
  ///         is no thread to be had.
  template <class... Options, detail::if_options<Options...> = 0>
  explicit group(Options&&... options)
      : group(detail::collect(std::forward<Options>(options)...), detail::current_task()) {}

  group(const group&) = delete;
  group& operator=(const group&) = delete;

  /// Waits for every task. While an exception unwinds the stack, it tells them
  /// to stop first.
  ///
  /// Errors: an error that nobody has looked at calls the unobserved handler,
  ///         `std::terminate` by default; not while the stack unwinds.
  ///         In a task of this very group it ends the program.
  ~group() {
    const bool unobserved = !state_->has_succeeded() && !end();
    unlink();
    state_->forget_errors();
    state_->remove_reference();
    if (!unobserved) return;
    detail::registry::get().unobserved_errors.fetch_add(1, std::memory_order_relaxed);
    detail::unobserved_handler()();
  }

  /// Runs `f(args...)`, or `f(token, args...)` if that can be called, as a task.
  /// A group that has stopped drops it.
  ///
  /// Shape:  callable and arguments are copied, as std::thread copies them; what
  ///         `f` returns is dropped. Of a call with more than two arguments, the place
  ///         is not known to `dump`.
  /// Errors: `group_closed` after `wait` or `close`; `std::invalid_argument` for
  ///         an empty function; `std::system_error` if there is no thread to be
  ///         had; what the copying throws. The group is then as it was before.
  template <class F>
  void go(F&& f, location at = location::current()) {
    start(how(), at, std::forward<F>(f));
  }
  template <class F, class A, detail::if_arguments<A> = 0, detail::if_callable<F> = 0>
  void go(F&& f, A&& a, location at = location::current()) {
    start(how(), at, std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B, detail::if_arguments<A, B> = 0, detail::if_callable<F> = 0>
  void go(F&& f, A&& a, B&& b, location at = location::current()) {
    start(how(), at, std::forward<F>(f), std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C, class... More,
            detail::if_arguments<A, B, C> = 0, detail::if_callable<F> = 0>
  void go(F&& f, A&& a, B&& b, C&& c, More&&... more) {
    start(how(), location(), std::forward<F>(f), std::forward<A>(a),
          std::forward<B>(b), std::forward<C>(c), std::forward<More>(more)...);
  }
  /// As `go`, by another policy than the group's.
  template <class F>
  void go(launch_policy policy, F&& f, location at = location::current()) {
    start(policy.launcher(), at, std::forward<F>(f));
  }
  template <class F, class A, detail::if_arguments<A> = 0>
  void go(launch_policy policy, F&& f, A&& a, location at = location::current()) {
    start(policy.launcher(), at, std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B, detail::if_arguments<A, B> = 0>
  void go(launch_policy policy, F&& f, A&& a, B&& b, location at = location::current()) {
    start(policy.launcher(), at, std::forward<F>(f), std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C, class... More, detail::if_arguments<A, B, C> = 0>
  void go(launch_policy policy, F&& f, A&& a, B&& b, C&& c, More&&... more) {
    start(policy.launcher(), location(), std::forward<F>(f), std::forward<A>(a),
          std::forward<B>(b), std::forward<C>(c), std::forward<More>(more)...);
  }

  /// As `go`, but false, with nothing done, if the task could not start at once:
  /// the limit is reached, or the group has stopped. The callable is not moved from then.
  template <class F>
  [[nodiscard]] bool try_go(F&& f, location at = location::current()) {
    return start_now(how(), at, std::forward<F>(f));
  }
  template <class F, class A, detail::if_arguments<A> = 0>
  [[nodiscard]] bool try_go(F&& f, A&& a, location at = location::current()) {
    return start_now(how(), at, std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B, detail::if_arguments<A, B> = 0>
  [[nodiscard]] bool try_go(F&& f, A&& a, B&& b, location at = location::current()) {
    return start_now(how(), at, std::forward<F>(f), std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C, class... More, detail::if_arguments<A, B, C> = 0>
  [[nodiscard]] bool try_go(F&& f, A&& a, B&& b, C&& c, More&&... more) {
    return start_now(how(), location(), std::forward<F>(f), std::forward<A>(a),
                     std::forward<B>(b), std::forward<C>(c), std::forward<More>(more)...);
  }

  /// As `go`, but waits first until the task can start at once: back-pressure, as
  /// errgroup's Go at its limit.
  ///
  /// Requires: not every task of a full group waits in this.
  template <class F>
  void go_blocking(F&& f, location at = location::current()) {
    start_when_free(how(), at, std::forward<F>(f));
  }
  template <class F, class A, detail::if_arguments<A> = 0>
  void go_blocking(F&& f, A&& a, location at = location::current()) {
    start_when_free(how(), at, std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B, detail::if_arguments<A, B> = 0>
  void go_blocking(F&& f, A&& a, B&& b, location at = location::current()) {
    start_when_free(how(), at, std::forward<F>(f), std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C, class... More, detail::if_arguments<A, B, C> = 0>
  void go_blocking(F&& f, A&& a, B&& b, C&& c, More&&... more) {
    start_when_free(how(), location(), std::forward<F>(f), std::forward<A>(a),
                    std::forward<B>(b), std::forward<C>(c), std::forward<More>(more)...);
  }

  /// Runs `f(0)` to `f(count - 1)`, or `f(token, 0)` to `f(token, count - 1)` if that
  /// can be called, as tasks, which share one copy of `f`.
  ///
  /// Shape:  a callable that may be called from many threads at a time.
  /// Errors: as `go`; some of the tasks may have started then.
  /// Cost:   on `cpu`, without a limit, that of a few tasks, and of the calls.
  template <class F>
  void go_n(std::size_t count, F f, location at = location::current()) {
    detail::check_callable(f);
    const detail::numbered_reference<F> shared(new detail::numbered<F>(std::move(f)));
    if (count != 0 && how() && how()->splits() && state_->is_unlimited()) {
      entry here(state_);
      here.submit(make<detail::range_node<F>>(how(), at, shared, std::size_t{0}, count), false);
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if constexpr (detail::numbered<F>::with_token)
        start(how(), at, [shared, i](const stop_token& token) { (*shared)(token, i); });
      else
        start(how(), at, [shared, i] { (*shared)(stop_token(), i); });
    }
  }

  /// As `go`, and its result is kept.
  ///
  /// Shape: a `task<R>` of what `f` returns; `get` gives it after `wait`.
  template <class F>
  auto spawn(F&& f, location at = location::current()) {
    return start_kept(how(), at, std::forward<F>(f));
  }
  template <class F, class A, detail::if_arguments<A> = 0, detail::if_callable<F> = 0>
  auto spawn(F&& f, A&& a, location at = location::current()) {
    return start_kept(how(), at, std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B, detail::if_arguments<A, B> = 0, detail::if_callable<F> = 0>
  auto spawn(F&& f, A&& a, B&& b, location at = location::current()) {
    return start_kept(how(), at, std::forward<F>(f), std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C, class... More,
            detail::if_arguments<A, B, C> = 0, detail::if_callable<F> = 0>
  auto spawn(F&& f, A&& a, B&& b, C&& c, More&&... more) {
    return start_kept(how(), location(), std::forward<F>(f), std::forward<A>(a),
                      std::forward<B>(b), std::forward<C>(c), std::forward<More>(more)...);
  }
  /// As `spawn`, by another policy than the group's.
  template <class F>
  auto spawn(launch_policy policy, F&& f, location at = location::current()) {
    return start_kept(policy.launcher(), at, std::forward<F>(f));
  }
  template <class F, class A, detail::if_arguments<A> = 0>
  auto spawn(launch_policy policy, F&& f, A&& a, location at = location::current()) {
    return start_kept(policy.launcher(), at, std::forward<F>(f), std::forward<A>(a));
  }
  template <class F, class A, class B, detail::if_arguments<A, B> = 0>
  auto spawn(launch_policy policy, F&& f, A&& a, B&& b, location at = location::current()) {
    return start_kept(policy.launcher(), at, std::forward<F>(f), std::forward<A>(a),
                      std::forward<B>(b));
  }
  template <class F, class A, class B, class C, class... More, detail::if_arguments<A, B, C> = 0>
  auto spawn(launch_policy policy, F&& f, A&& a, B&& b, C&& c, More&&... more) {
    return start_kept(policy.launcher(), location(), std::forward<F>(f), std::forward<A>(a),
                      std::forward<B>(b), std::forward<C>(c), std::forward<More>(more)...);
  }

  /// Waits for every task, also for those that tasks start meanwhile, and closes
  /// the group. Again gives the same.
  ///
  /// Errors: the first exception that left a task; `deadline_exceeded`, if a
  ///         deadline stopped it before all was done;
  ///         `std::errc::resource_deadlock_would_occur` in a task that this would
  ///         wait for.
  void wait() {
    join();
    if (const std::exception_ptr error = state_->observe()) std::rethrow_exception(error);
    if (state_->timed_out()) throw deadline_exceeded();
  }

  /// Waits as `wait` does, and says how it went; `errors` has the errors.
  ///
  /// Errors: `std::errc::resource_deadlock_would_occur`, as `wait`.
  [[nodiscard]] outcome wait_nothrow() {
    join();
    if (state_->observe()) return outcome::failed;
    if (state_->timed_out()) return outcome::timed_out;
    return state_->poll() ? outcome::cancelled : outcome::ok;
  }

  /// Waits until no task is left, at most until \p time; says which it was. Does
  /// not close the group, nor stop it.
  ///
  /// Unit: a time point of any clock.
  template <class Clock, class Duration>
  [[nodiscard]] bool wait_until(const std::chrono::time_point<Clock, Duration>& time) {
    check_caller();
    return state_->wait_until(time);
  }

  /// Tells every task to stop and drops those that wait for a place. True if it
  /// was the first reason to stop.
  ///
  /// Shape: without a cause, that is a `cancelled`.
  bool cancel(std::exception_ptr cause = nullptr) noexcept {
    if (!cause) cause = std::make_exception_ptr(cancelled());
    detail::group_state* const state = state_;
    state->add_reference();  // A callback may let the last task end, and the group be destroyed.
    const bool first = state->cancel(std::move(cause), detail::stop_reason::request);
    state->remove_reference();
    return first;
  }

  /// The first reason to stop: an error, what `cancel` was given,
  /// `deadline_exceeded`, or what stopped the group around it.
  /// Empty as long as nothing has stopped the group.
  [[nodiscard]] std::exception_ptr cause() const noexcept {
    return state_->poll() ? state_->cause() : nullptr;
  }

  /// The first 64 errors, in the order in which they came.
  [[nodiscard]] std::vector<std::exception_ptr> errors() const { return state_->errors(); }
  /// How many errors there were beyond those.
  [[nodiscard]] std::size_t dropped_errors() const noexcept { return state_->dropped_errors(); }

  /// What tells the tasks to stop. Errors: `std::bad_alloc`, the first time.
  [[nodiscard]] stop_token token() const { return state_->token(); }

  /// Raises the limit at once, lowers it as tasks end. Those on `cpu` that were started
  /// without a limit are not counted.
  ///
  /// Errors: `std::invalid_argument` for 0.
  void set_limit(std::size_t tasks) {
    if (tasks == 0) throw std::invalid_argument("sc: a limit is at least 1");
    state_->set_limit(tasks);
  }

  /// Refuses new tasks from now on.
  void close() noexcept { state_->close(); }

  /// Opens the group again, as new; its options stay. So a deadline that has passed
  /// stops it at once, and a time-out does: it counts from the making of the group.
  ///
  /// Errors: `not_joined` if it was not waited for.
  void reset() {
    if (!state_->reset()) throw not_joined();
    state_->poll();
    stops_.look_again(state_);
  }

  /// How many tasks run, wait for a place, and were dropped.
  [[nodiscard]] std::size_t active() const noexcept { return state_->active(); }
  [[nodiscard]] std::size_t queued() const noexcept { return state_->queued(); }
  [[nodiscard]] std::size_t skipped() const noexcept { return state_->skipped(); }

 private:
  friend class daemon;  // Which checks its callers too.

  group(detail::group_options options, const detail::running_task* here)
      : state_(detail::group_state::make(here ? here->group : nullptr, here && may_outlive(here),
                                        options)),
        uncaught_(std::uncaught_exceptions()) {
    try {
      stops_.begin(state_, options);
    } catch (...) {
      unlink();
      state_->remove_reference();
      throw;
    }
  }

  bool may_outlive(const detail::running_task* task) const noexcept {
    return !detail::is_on_stack_above(reinterpret_cast<std::uintptr_t>(task),
                                      reinterpret_cast<std::uintptr_t>(this));
  }
  void unlink() noexcept {
    state_->unlink();
    stops_.end();
  }
  detail::launcher* how() const noexcept { return state_->how(); }

  /// Waits for every task. False if there is an error that nobody has looked at.
  bool end() noexcept {
    if (state_->is_waited_for_by_caller()) std::terminate();
    const bool unwinding = std::uncaught_exceptions() > uncaught_;
    if (unwinding) cancel();
    state_->join_tasks();
    return unwinding || !state_->has_unobserved_error();
  }

  void check_caller() const {
    if (state_->is_waited_for_by_caller())
      throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur),
                              "sc: a task waits for its own group");
  }
  void join() {
    check_caller();
    state_->join_tasks();
  }

  /// A call that starts a task: the group stays open meanwhile.
  class entry {
   public:
    explicit entry(detail::group_state* state) : state_(state) {
      if (!state_->enter()) throw group_closed();
    }
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;
    ~entry() {
      if (state_) state_->leave();
    }
    detail::group_state::submitted submit(detail::task_node* node, bool only_now) {
      return std::exchange(state_, nullptr)->submit(node, only_now);
    }

   private:
    detail::group_state* state_;
  };

  /// Room for a task that is made only if there is some.
  class reservation {
   public:
    reservation(detail::group_state* state, const detail::launcher* how)
        : state_(state), has_(state->reserve(how)) {}
    reservation(const reservation&) = delete;
    reservation& operator=(const reservation&) = delete;
    ~reservation() {
      if (has_ == room::place) state_->give_back_place();
    }
    explicit operator bool() const noexcept { return has_ != room::none; }
    void give_to(detail::task_node& node) noexcept {
      node.has_place = std::exchange(has_, room::uncounted) == room::place;
    }

   private:
    using room = detail::group_state::room;
    detail::group_state* const state_;
    room has_;
  };

  /// Gives up a task that was not taken over.
  struct give_up {
    void operator()(detail::task_node* node) const noexcept {
      node->settle(detail::task_node::state::skipped, nullptr);
    }
  };
  using owned_node = std::unique_ptr<detail::task_node, give_up>;

  template <class Node, class... Parts>
  Node* make(detail::launcher* how, location at, Parts&&... parts) {
    detail::node_memory<Node> memory(how);
    return memory.make(state_, how, at, std::forward<Parts>(parts)...);
  }
  template <class... Parts>
  using plain = detail::plain_node<detail::closure<std::decay_t<Parts>...>>;

  template <class... Parts>
  void start(detail::launcher* how, location at, Parts&&... parts) {
    detail::check_callable(parts...);
    entry here(state_);
    here.submit(make<plain<Parts...>>(how, at, std::forward<Parts>(parts)...), false);
  }

  template <class... Parts>
  bool start_now(detail::launcher* how, location at, Parts&&... parts) {
    using submitted = detail::group_state::submitted;
    detail::check_callable(parts...);
    entry here(state_);
    reservation place(state_, how);
    if (!place) return false;
    owned_node made(make<plain<Parts...>>(how, at, std::forward<Parts>(parts)...));
    place.give_to(*made);
    return try_submit(here, made) == submitted::started;
  }

  template <class... Parts>
  void start_when_free(detail::launcher* how, location at, Parts&&... parts) {
    using submitted = detail::group_state::submitted;
    detail::check_callable(parts...);
    entry first_look(state_);
    owned_node made(make<plain<Parts...>>(how, at, std::forward<Parts>(parts)...));
    if (try_submit(first_look, made) != submitted::refused) return;
    for (;;) {
      {
        const detail::blocking_region region;
        state_->wait_for_place();
      }
      entry again(state_);
      if (try_submit(again, made) != submitted::refused) return;
    }
  }

  /// Keeps \p made if it is refused, because there is no place now.
  static detail::group_state::submitted try_submit(entry& here, owned_node& made) {
    detail::task_node* const node = made.release();
    const detail::group_state::submitted how = here.submit(node, true);
    if (how == detail::group_state::submitted::refused) made.reset(node);
    return how;
  }

  template <class... Parts>
  auto start_kept(detail::launcher* how, location at, Parts&&... parts) {
    using closure = detail::closure<std::decay_t<Parts>...>;
    detail::check_callable(parts...);
    entry here(state_);
    auto* const made =
        make<detail::spawned_node<closure>>(how, at, std::forward<Parts>(parts)...);
    task<typename closure::result> kept(made, state_);
    here.submit(made, false);
    return kept;
  }

  detail::group_state* const state_;
  const int uncaught_;
  detail::outer_stops stops_;
};

}  // namespace sc
