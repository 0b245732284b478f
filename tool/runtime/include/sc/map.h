#pragma once

#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include "scope.h"

namespace sc {

namespace detail {

/// An element of a range, for a task that may run when the loop has gone on: a reference
/// to it, or the element itself, where the range makes it as it is asked.
template <class Element>
struct held_element {
  Element one;
};

}  // namespace detail

/// Calls `f(element)` for each element, as tasks, and gives the results in the
/// order of the elements.
///
///     const std::vector<page> pages = sc::map(urls, fetch, sc::limit{8});
///
/// Shape:  a range, a callable (called from many threads at a time), then the
///         group's options; a vector of what the callable returns, or nothing. An
///         element that the range makes as it is asked, as `std::views::iota` does, is
///         moved into its task.
/// Errors: the first error, which stops the others.
/// Source: iter.Map of Go's conc.
template <class Range, class F, class... Options>
auto map(Range&& range, F f, Options&&... options) {
  using element = decltype(*std::begin(range));
  using result = std::decay_t<std::invoke_result_t<F&, element>>;
  using held = detail::held_element<element>;
  group tasks(std::forward<Options>(options)...);
  return detail::run_scope(tasks, [&](group&) {
    if constexpr (std::is_void_v<result>) {
      for (auto&& each : range)
        tasks.go([&f, here = held{std::forward<element>(each)}]() mutable {
          f(std::forward<element>(here.one));
        });
    } else {
      std::vector<task<result>> started;
      for (auto&& each : range)
        started.push_back(tasks.spawn([&f, here = held{std::forward<element>(each)}]() mutable {
          return result(f(std::forward<element>(here.one)));
        }));
      tasks.wait();
      std::vector<result> results;
      results.reserve(started.size());
      for (task<result>& one : started) results.push_back(one.get());
      return results;
    }
  });
}

}  // namespace sc
