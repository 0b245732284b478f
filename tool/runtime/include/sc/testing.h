#pragma once

// For tests: not in sc.h, which is everything for programs.

#include <chrono>
#include <cstddef>
#include <string>

#include "detail/timers.h"
#include "group.h"

namespace sc {

/// Waits until no task of the group is left, at most for \p time; says which it
/// was. Neither closes the group, nor stops it.
///
/// Unit:   any duration, by the steady clock.
/// Errors: as `group::wait_until`.
template <class Rep, class Period>
[[nodiscard]] bool finishes_within(group& tasks, const std::chrono::duration<Rep, Period>& time) {
  return tasks.wait_until(detail::time_after(time));
}

namespace detail {

/// What is left of a group, for a message.
inline std::string what_is_left(const group& tasks) {
  const auto count = [](std::size_t number, const char* what) {
    return std::to_string(number) + (number == 1 ? " task " : " tasks ") + what;
  };
  return "left after that time, by now: " + count(tasks.active(), "running") + ", " +
         count(tasks.queued(), "waiting for a place");
}

}  // namespace detail
}  // namespace sc

/// A test of GoogleTest, which is to be included by who uses it: the tasks of a
/// group end within a time. Says how many are left, if they do not.
///
///     sc::group tasks;
///     ...
///     SC_EXPECT_FINISHES_WITHIN(tasks, 5s);
///
/// The group waits for them also after a failure: one that never ends still
/// keeps the test, but its message is out.
#define SC_EXPECT_FINISHES_WITHIN(tasks, time) \
  EXPECT_TRUE(::sc::finishes_within(tasks, time)) << ::sc::detail::what_is_left(tasks)
/// The same, and returns from the test if they do not.
#define SC_ASSERT_FINISHES_WITHIN(tasks, time) \
  ASSERT_TRUE(::sc::finishes_within(tasks, time)) << ::sc::detail::what_is_left(tasks)
