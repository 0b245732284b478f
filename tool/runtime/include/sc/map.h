#pragma once

#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include "scope.h"

namespace sc {

namespace detail {

/// Whether what an iterator gives may be gone when it goes on, since it passes once. Of
/// one that does not say it is not so.
template <class Iterator, class = void>
inline constexpr bool passes_once = false;
template <class Iterator>
inline constexpr bool passes_once<
    Iterator, std::void_t<typename std::iterator_traits<Iterator>::iterator_category>> =
    !std::is_base_of_v<std::forward_iterator_tag,
                       typename std::iterator_traits<Iterator>::iterator_category>;

/// An element of a range, for a task that may run when the loop has gone on: a reference
/// to it; or the element itself, where the range makes it as it is asked, or forgets it.
template <class Element, bool Stays>
struct held_element {
  std::conditional_t<Stays, Element, std::decay_t<Element>> one;
};
/// What that is made from: also of a reference the element itself is moved, if it has to
/// be had and cannot be copied.
template <class Element, bool Stays>
using given_element =
    std::conditional_t<Stays || std::is_copy_constructible_v<std::decay_t<Element>>, Element,
                       std::remove_reference_t<Element>>;

}  // namespace detail

/// Calls `f(element)` for each element, as tasks, and gives the results in the
/// order of the elements.
///
///     const std::vector<page> pages = sc::map(urls, fetch, sc::limit{8});
///
/// Shape:  a range, a callable (called from many threads at a time), then the
///         group's options; a vector of what the callable returns, or nothing. An
///         element that the range makes as it is asked, as `std::views::iota` does, is
///         moved into its task; one of a range that can be passed once, as a `receiver`
///         of a channel, is copied, or moved if it cannot be.
/// Errors: the first error, which stops the others.
/// Source: iter.Map of Go's conc.
template <class Range, class F, class... Options>
auto map(Range&& range, F f, Options&&... options) {
  using element = decltype(*std::begin(range));
  using result = std::decay_t<std::invoke_result_t<F&, element>>;
  constexpr bool stays = !detail::passes_once<std::decay_t<decltype(std::begin(range))>>;
  using held = detail::held_element<element, stays>;
  using given = detail::given_element<element, stays>;
  group tasks(std::forward<Options>(options)...);
  return detail::run_scope(tasks, [&](group&) {
    if constexpr (std::is_void_v<result>) {
      for (auto&& each : range)
        tasks.go([&f, here = held{std::forward<given>(each)}]() mutable {
          f(std::forward<element>(here.one));
        });
    } else {
      std::vector<task<result>> started;
      for (auto&& each : range)
        started.push_back(tasks.spawn([&f, here = held{std::forward<given>(each)}]() mutable {
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
