#pragma once

#include <chrono>

#include "detail/group_state.h"
#include "errors.h"
#include "stop_token.h"

namespace sc::this_task {

/// The token of the group that the calling thread runs a task of; one that
/// never stops outside of any task, and while a `shield` is up.
///
/// Errors: `std::bad_alloc`, the first time in a group.
inline stop_token token() {
  const detail::running_task* const here = detail::current_task();
  return here && !here->shielded ? here->group->token() : stop_token();
}

/// Whether this task was told to stop, and no `shield` hides it.
inline bool stop_requested() noexcept {
  const detail::running_task* const here = detail::current_task();
  return here && !here->shielded && here->group->poll();
}

/// When the group of this task stops: the earliest deadline around it, or
/// `time_point::max()`.
inline std::chrono::steady_clock::time_point deadline() noexcept {
  const detail::running_task* const here = detail::current_task();
  return here ? here->group->until() : std::chrono::steady_clock::time_point::max();
}

/// Errors: `cancelled`, if this task was told to stop.
inline void checkpoint() {
  if (stop_requested()) throw cancelled();
}

}  // namespace sc::this_task
