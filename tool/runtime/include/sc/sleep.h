#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "detail/group_state.h"
#include "detail/timers.h"
#include "stop_token.h"
#include "this_task.h"

namespace sc {

/// Sleeps until \p time, or until a stop is requested: of this task, if no token
/// is given. True if it slept to the end.
///
/// Unit:   a time point of any clock.
/// Source: `select` on a timer and a context in Go.
template <class Clock, class Duration>
[[nodiscard]] bool sleep_until(const std::chrono::time_point<Clock, Duration>& time,
                               const stop_token& token = this_task::token()) {
  std::mutex mutex;
  std::condition_variable changed;
  bool stop = false;
  const auto wake = [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    changed.notify_all();
  };
  // Both are made before the lock is taken: they may call at once.
  const stop_callback stopped(token, [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    stop = true;
    changed.notify_all();
  });
  const detail::alarm alarm(time, wake);
  const detail::blocking_region region;
  std::unique_lock<std::mutex> lock(mutex);
  while (!stop && alarm.wait(changed, lock)) {
  }
  return !stop;
}

/// Sleeps for \p time, or until a stop is requested, as `sleep_until`.
///
/// Unit: any duration, by the steady clock; `max()` is for ever.
template <class Rep, class Period>
[[nodiscard]] bool sleep_for(const std::chrono::duration<Rep, Period>& time,
                             const stop_token& token = this_task::token()) {
  return sleep_until(detail::time_after(time), token);
}

}  // namespace sc
