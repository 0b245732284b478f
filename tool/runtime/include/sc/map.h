#pragma once

#include <iterator>
#include <utility>
#include <vector>

#include "scope.h"

namespace sc {

/// Calls `f(element)` for each element, as tasks, and gives the results in the
/// order of the elements.
///
///     const std::vector<page> pages = sc::map(urls, fetch, sc::limit{8});
///
/// Shape:  a range, a callable (called from many threads at a time), then the
///         group's options; a vector of what the callable returns, or nothing.
/// Errors: the first error, which stops the others.
/// Source: iter.Map of Go's conc.
template <class Range, class F, class... Options>
auto map(Range&& range, F f, Options&&... options) {
  using element = decltype(*std::begin(range));
  using result = std::decay_t<std::invoke_result_t<F&, element>>;
  group tasks(std::forward<Options>(options)...);
  return detail::run_scope(tasks, [&](group&) {
    if constexpr (std::is_void_v<result>) {
      for (auto&& one : range) tasks.go([&f, &one] { f(static_cast<element>(one)); });
    } else {
      std::vector<task<result>> started;
      for (auto&& one : range)
        started.push_back(tasks.spawn([&f, &one] { return result(f(static_cast<element>(one))); }));
      tasks.wait();
      std::vector<result> results;
      results.reserve(started.size());
      for (task<result>& one : started) results.push_back(one.get());
      return results;
    }
  });
}

}  // namespace sc
