#pragma once

#include <tuple>
#include <type_traits>
#include <utility>

#include "nothing.h"
#include "scope.h"

namespace sc {

namespace detail {

template <class R>
auto result_of(task<R>& ended) {
  if constexpr (std::is_void_v<R>) {
    ended.get();
    return nothing();
  } else {
    return ended.get();
  }
}

}  // namespace detail

/// Runs all functions, as tasks, and gives all of their results.
///
///     auto [user, orders] = sc::join([&] { return load_user(id); }, [&] { return load_orders(id); });
///
/// Shape:  functions that take nothing, or a stop_token; a tuple in their order,
///         with `nothing` where a function returns none.
/// Errors: the first error, which stops the others.
template <class... F>
auto join(F&&... functions) {
  group tasks;
  return detail::run_scope(tasks, [&](group&) {
    auto started = std::make_tuple(tasks.spawn(std::forward<F>(functions))...);
    tasks.wait();
    return std::apply([](auto&... one) { return std::make_tuple(detail::result_of(one)...); }, started);
  });
}

}  // namespace sc
