#pragma once

#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

#include "errors.h"
#include "group.h"
#include "nothing.h"

namespace sc {

namespace detail {

/// What a function gives, with `nothing` for none.
template <class R>
using value_of = std::conditional_t<std::is_void_v<R>, nothing, R>;

}  // namespace detail

/// Runs all functions, as tasks, and gives the result of the first that
/// succeeds; the others are told to stop, and waited for.
///
///     const answer first = sc::any([&](sc::stop_token stop) { return ask(primary, stop); },
///                                  [&](sc::stop_token stop) { return ask(replica, stop); });
///
/// Shape:  functions that take nothing, or a stop_token; their common type, or nothing
///         if they return nothing.
/// Errors: if all fail, what failed first.
/// Source: anySuccessfulResultOrThrow of Java; Promise.any of JavaScript.
template <class... F>
auto any(F&&... functions) {
  static_assert(sizeof...(F) > 0, "the first of no results is none");
  using result = std::common_type_t<detail::value_of<typename detail::closure<std::decay_t<F>>::result>...>;
  std::mutex mutex;
  std::unique_ptr<result> found;
  std::exception_ptr failed;
  const auto attempt = [&](group& tasks, auto& function, const stop_token& stop) {
    try {
      std::unique_ptr<result> made;
      if constexpr (std::is_same_v<result, nothing>) {
        static_cast<void>(function(stop));
        made.reset(new result());
      } else {
        made.reset(new result(function(stop)));
      }
      {
        const std::lock_guard<std::mutex> lock(mutex);
        if (!found) found = std::move(made);
      }
      tasks.cancel();
    } catch (const cancelled&) {
    } catch (...) {
      std::exception_ptr error = std::current_exception();
      if (!error) throw;  // No exception: the thread is cancelled.
      const std::lock_guard<std::mutex> lock(mutex);
      if (!failed) failed = std::move(error);
    }
  };
  group tasks;  // After what its tasks use.
  (tasks.go([&tasks, &attempt, function = detail::closure<std::decay_t<F>>(
                           std::in_place, std::forward<F>(functions))](const stop_token& stop) mutable {
    attempt(tasks, function, stop);
  }),
   ...);
  tasks.wait();
  if (!found) {
    if (failed) std::rethrow_exception(failed);
    throw cancelled();
  }
  if constexpr (!std::is_same_v<result, nothing>) return result(std::move(*found));
}

}  // namespace sc
