#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "detail/launcher.h"
#include "detail/limiter.h"
#include "detail/timers.h"
#include "launch.h"
#include "location.h"
#include "stop_token.h"

namespace sc {

/// What becomes of an exception that leaves a task.
enum class propagate {
  wait,       ///< The first reaches `wait`.
  terminate,  ///< It ends the program where it leaves the task, as in a std::thread.
};

/// At most so many tasks run at a time; the others wait for a place, in order.
/// They share threads, so a thread_local can meet the next task of the group.
struct limit {
  std::size_t tasks;
};

/// The group stops when this time has come, or that of the group around it; its
/// `wait` throws `deadline_exceeded` then, if anything was left to do.
///
/// Unit: the steady clock.
struct deadline {
  std::chrono::steady_clock::time_point time;
};

/// A deadline, from the making of the group on.
struct timeout {
  std::chrono::steady_clock::duration after;
};

/// What `dump` calls the group, and where it was made.
///
/// Requires: \p text lives as long as the group, as a literal does.
struct name {
  explicit constexpr name(const char* words, location here = location::current()) noexcept
      : text(words), at(here) {}
  const char* text;
  location at;
};

/// A token that stops the group too.
struct parent {
  stop_token token;
};

/// No token of the task around it stops the group.
struct detached_from_parent_t {
  explicit detached_from_parent_t() = default;
};
inline constexpr detached_from_parent_t detached_from_parent{};

namespace detail {

/// Something to call on each error, of any type.
class error_hook {
 public:
  virtual ~error_hook() = default;
  virtual void operator()(const std::exception_ptr& error, const location& at) noexcept = 0;
};

template <class F>
class hook_of final : public error_hook {
 public:
  explicit hook_of(F f) : f_(std::move(f)) {}
  void operator()(const std::exception_ptr& error, const location& at) noexcept override {
    if constexpr (std::is_invocable_v<F&, const std::exception_ptr&, const location&>)
      f_(error, at);
    else
      f_(error);
  }

 private:
  F f_;
};

struct group_options {
  std::size_t limit = unlimited;
  propagate mode = propagate::wait;
  std::unique_ptr<error_hook> hook;
  stop_token stop_with;
  bool linked = true;
  steady_time until = steady_time::max();
  launcher* how = nullptr;
  sc::name label{"", location()};

  void set(sc::limit given) {
    if (given.tasks == 0) throw std::invalid_argument("sc: a limit is at least 1");
    limit = given.tasks;
  }
  void set(deadline given) noexcept {
    if (given.time < until) until = given.time;
  }
  void set(timeout given) {
    const steady_time now = timers().now();
    // What is too far away for the clock is never.
    if (given.after < steady_time::max() - now) set(deadline{now + given.after});
  }
  void set(launch_policy given) { how = given.launcher(); }
  void set(sc::name given) noexcept { label = given; }
  void set(propagate given) noexcept { mode = given; }
  void set(parent given) noexcept { stop_with = std::move(given.token); }
  void set(detached_from_parent_t) noexcept { linked = false; }
  void set(std::unique_ptr<error_hook> given) noexcept { hook = std::move(given); }
};

template <class Option, class = void>
inline constexpr bool is_option = false;
template <class Option>
inline constexpr bool is_option<
    Option, std::void_t<decltype(std::declval<group_options&>().set(std::declval<Option>()))>> = true;

template <class... Options>
using if_options = std::enable_if_t<(is_option<Options> && ...), int>;

template <class... Options>
group_options collect(Options&&... options) {
  group_options all;
  (all.set(std::forward<Options>(options)), ...);
  return all;
}

}  // namespace detail

/// Calls `f(error)` or `f(error, location)` for each error of the group, on the
/// thread of the task that failed, before the others are told to stop.
///
/// Errors:  a hook that throws ends the program.
/// Threads: as many at a time as tasks fail.
template <class F>
std::unique_ptr<detail::error_hook> on_error(F f) {
  return std::unique_ptr<detail::error_hook>(new detail::hook_of<F>(std::move(f)));
}

}  // namespace sc
