#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "errors.h"
#include "group.h"
#include "location.h"
#include "nothing.h"
#include "stop_token.h"
#include "this_task.h"

namespace sc {

namespace detail {

/// What a daemon and who starts it share: whether it is ready, or never will be.
template <class T>
class handshake {
 public:
  using value = std::conditional_t<std::is_void_v<T>, nothing, T>;

  /// Errors: `std::logic_error` if the daemon is not starting any more.
  void say(std::unique_ptr<value> given) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (state_ != state::starting)
      throw std::logic_error("sc: the daemon is ready already, or has ended");
    value_ = std::move(given);
    state_ = state::ready;
    changed_.notify_all();
  }
  void end() noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (state_ == state::starting) state_ = state::ended;
    changed_.notify_all();
  }

  /// Waits for one or the other; false if it ended.
  bool wait() {
    const blocking_region region;
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return state_ != state::starting; });
    return state_ == state::ready;
  }
  /// Requires: wait() gave true.
  T take() {
    if constexpr (!std::is_void_v<T>) return std::move(*value_);
  }

 private:
  enum class state { starting, ready, ended };

  std::mutex mutex_;
  std::condition_variable changed_;
  state state_ = state::starting;
  std::unique_ptr<value> value_;
};

template <class T, class F>
class daemon_task;

}  // namespace detail

/// What a daemon says that it is ready with, and what it gives to `start` then.
///
/// Errors:  `std::logic_error` the second time, and after the daemon has ended.
/// Threads: any of the daemon's.
/// Source:  task_status of Trio; TaskStarted of corral.
template <class T = void>
class ready {
  static_assert(std::is_object_v<T>, "a daemon gives its starter a value, or nothing");

 public:
  void operator()(T value) const { to_->say(std::make_unique<T>(std::move(value))); }

 private:
  template <class U, class F>
  friend class detail::daemon_task;
  explicit ready(std::shared_ptr<detail::handshake<T>> to) noexcept : to_(std::move(to)) {}

  std::shared_ptr<detail::handshake<T>> to_;
};
template <>
class ready<void> {
 public:
  void operator()() const { to_->say(nullptr); }

 private:
  template <class U, class F>
  friend class detail::daemon_task;
  explicit ready(std::shared_ptr<detail::handshake<void>> to) noexcept : to_(std::move(to)) {}

  std::shared_ptr<detail::handshake<void>> to_;
};

namespace detail {

/// The function of a daemon, as a task. However it comes to its end, run or not,
/// who starts it hears of it.
template <class T, class F>
class daemon_task {
 public:
  template <class From>
  daemon_task(std::shared_ptr<handshake<T>> starter, From&& f)
      : starter_(std::move(starter)), f_(std::forward<From>(f)) {}
  daemon_task(daemon_task&&) = default;
  ~daemon_task() {
    if (starter_) starter_->end();
  }

  void operator()(const stop_token& stop) {
    ready<T> up(starter_);
    if constexpr (std::is_invocable_v<F, stop_token, ready<T>&>) {
      static_cast<void>(std::move(f_)(stop, up));
    } else {
      static_assert(std::is_void_v<T> &&
                        (std::is_invocable_v<F, stop_token> || std::is_invocable_v<F>),
                    "a daemon is called without arguments, with a stop_token, or with a "
                    "stop_token and a ready<T>; start<T> says what T is");
      up();
      if constexpr (std::is_invocable_v<F, stop_token>)
        static_cast<void>(std::move(f_)(stop));
      else if constexpr (std::is_invocable_v<F>)
        static_cast<void>(std::move(f_)());
    }
  }

 private:
  std::shared_ptr<handshake<T>> starter_;
  F f_;
};

}  // namespace detail

/// Work in the background of an object, on a thread of its own, from `start` to
/// `stop`: what was a std::thread, a flag and a join in the destructor.
///
///     class sensor {
///      public:
///       int open() {  // Returns when the readings come in; throws if they never will.
///         return reader_.start<int>([this](sc::stop_token stop, sc::ready<int> up) {
///           device opened(path_);
///           up(opened.version());
///           while (!stop.stop_requested()) queue_.push(opened.read());
///         });
///       }
///       void close() { reader_.stop(); }  // Throws what the reader threw.
///
///      private:
///       std::string path_;
///       readings queue_;
///       sc::daemon writer_;  // Ends after the reader: members end in reverse order,
///       sc::daemon reader_;  // and so before the queue that both use.
///     };
///
/// Errors:   of the function, before it is ready: to who starts it, and to nobody
///           else. After that: to the first `stop`, `wait` or `start`; at last to
///           the unobserved handler, as with a group.
/// Threads:  every member from any thread; constructor and destructor excepted.
///           `start`, `stop` and `wait` come one after the other.
/// Order:    what is done before `start` is visible in the daemon; what it does before
///           it is ready is visible after `start`, and all of it after `stop`.
/// Requires: declared after what its function uses.
/// Cost:     a group; to start it, a thread, three allocations, and one for a value.
/// Source:   nursery.start of Trio; live objects of corral.
class daemon {
 public:
  /// Stopped. One that is made in a task stops when that task's group stops.
  ///
  /// Errors: `std::bad_alloc`.
  daemon() = default;

  /// Started, as `start` does.
  template <class F, std::enable_if_t<!std::is_same_v<std::decay_t<F>, daemon>, int> = 0>
  explicit daemon(F&& f, location at = location::current()) {
    start(std::forward<F>(f), at);
  }

  daemon(const daemon&) = delete;
  daemon& operator=(const daemon&) = delete;

  /// Stops, and waits. Errors: as the destructor of a group.
  ~daemon() { request_stop(); }

  /// Runs `f(token, ready)`, and returns when that says that it is ready, with
  /// `ready()`; or, for a `ready<T>`, the value that it says it with. What can be
  /// called as `f(token)` or `f()` only is ready as soon as it runs.
  ///
  /// A stop meanwhile, of this daemon or of the task that calls this, is passed on.
  /// If the daemon becomes ready for all that, it has started, and is to stop.
  ///
  /// Errors: `std::logic_error` if it runs; what `f` throws before it is ready;
  ///         `not_ready` if it returns before; `cancelled` if it does so after a
  ///         stop; an error of the last run that nobody has seen; as `group::go`. It
  ///         is stopped then, and can be started again.
  template <class T = void, class F>
  T start(F&& f, location at = location::current()) {
    detail::check_callable(f);
    check_stopped();  // Now, and not when somebody who waits has waited to the end.
    const std::lock_guard<std::mutex> lock(mutex_);
    check_stopped();
    finish();
    static_cast<void>(tasks_.wait_nothrow());
    tasks_.reset();

    const auto starter = std::make_shared<detail::handshake<T>>();
    const stop_callback pass_on(this_task::token(), [this] { tasks_.cancel(); });
    tasks_.go(detail::daemon_task<T, std::decay_t<F>>(starter, std::forward<F>(f)), at);
    started_ = true;
    if (stops_ != 0) request_stop();
    if (starter->wait()) return starter->take();
    finish();
    if (tasks_.cause()) throw cancelled();
    throw not_ready();
  }

  /// Tells it to stop. True if it runs, and nothing had told it so.
  bool request_stop() noexcept { return running() && tasks_.cancel(); }

  /// Tells it to stop, and waits as `wait` does. Does nothing if it is stopped.
  void stop() {
    check_caller();
    ++stops_;  // For a start that has begun, and does not run yet.
    request_stop();
    const std::lock_guard<std::mutex> lock(mutex_);
    --stops_;
    finish();
  }

  /// Waits until it has ended, and its thread.
  ///
  /// Errors: what its function threw, once; in the daemon itself
  ///         `std::errc::resource_deadlock_would_occur`.
  void wait() {
    check_caller();
    const std::lock_guard<std::mutex> lock(mutex_);
    finish();
  }

  /// Whether its function runs, or is about to.
  [[nodiscard]] bool running() const noexcept { return tasks_.active() != 0; }

 private:
  void check_stopped() const {
    if (running()) throw std::logic_error("sc: the daemon runs already");
  }
  /// Before a lock that who waits for the caller may hold.
  void check_caller() const { tasks_.check_caller(); }
  /// Ends a run, of which the error is thrown. Requires the lock.
  void finish() {
    if (std::exchange(started_, false)) tasks_.wait();
  }

  std::mutex mutex_;  ///< Held by who starts it or waits for its end.
  bool started_ = false;
  std::atomic<int> stops_{0};
  group tasks_;  ///< Of one task at a time. Ends first.
};

}  // namespace sc
