#pragma once

#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>

#include "group.h"

namespace sc {

namespace detail {

/// Ends the group of a scope: with the error of the body, or of a task.
template <class Body>
decltype(auto) run_scope(group& tasks, Body&& body) {
  using result = decltype(std::forward<Body>(body)(tasks));
  try {
    if constexpr (std::is_void_v<result>) {
      std::forward<Body>(body)(tasks);
      tasks.wait();
    } else {
      result value = std::forward<Body>(body)(tasks);
      tasks.wait();
      if constexpr (std::is_reference_v<result>)
        return static_cast<result>(value);
      else
        return value;
    }
  } catch (const cancelled&) {
    // As in a task: what stopped it comes out, if that was an error.
    tasks.cancel(std::current_exception());
    tasks.wait();
    throw;
  } catch (...) {
    // The first reason to stop, if no task was before it.
    tasks.cancel(std::current_exception());
    static_cast<void>(tasks.wait_nothrow());
    throw;
  }
}

/// Calls \p use with a group that has the first of \p given as its options.
template <class Tuple, std::size_t... I, class Use>
decltype(auto) with_group(Tuple&& given, std::index_sequence<I...>, Use use) {
  group tasks(std::get<I>(std::forward<Tuple>(given))...);
  return use(tasks);
}

}  // namespace detail

/// Calls `body(tasks)` with a group, and returns when the group's tasks have
/// ended too.
///
///     const int sum = sc::scope(sc::limit{2}, [&](sc::group& tasks) {
///       auto left = tasks.spawn(count, first_half);
///       ...
///     });
///
/// Shape:  the group's options, then the body; gives what the body returns.
/// Errors: what the body throws, which stops the tasks; else the first error of
///         a task. A body that says `cancelled` has thrown nothing, if there is one.
/// Source: coroutineScope of Kotlin.
template <class... OptionsThenBody>
decltype(auto) scope(OptionsThenBody&&... given) {
  constexpr std::size_t count = sizeof...(OptionsThenBody) - 1;
  using all = std::tuple<OptionsThenBody&&...>;
  all parts(std::forward<OptionsThenBody>(given)...);
  return detail::with_group(
      std::move(parts), std::make_index_sequence<count>(), [&](group& tasks) -> decltype(auto) {
        return detail::run_scope(tasks, std::get<count>(std::move(parts)));
      });
}

}  // namespace sc
