#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "detail/group_state.h"
#include "location.h"
#include "stop_token.h"

namespace sc {

/// At most so many tasks run at a time; the others wait for a place, in order.
/// They share threads, so a thread_local can meet the next task of the group.
struct limit {
  std::size_t tasks;
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

  void set(sc::limit given) {
    if (given.tasks == 0) throw std::invalid_argument("sc: a limit is at least 1");
    limit = given.tasks;
  }
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
/// Errors: a hook that throws ends the program.
template <class F>
std::unique_ptr<detail::error_hook> on_error(F f) {
  return std::unique_ptr<detail::error_hook>(new detail::hook_of<F>(std::move(f)));
}

}  // namespace sc
