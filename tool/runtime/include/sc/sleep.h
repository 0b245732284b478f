#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

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
  std::condition_variable stopped;
  bool stop = false;
  // Made before the lock is taken: it may run at once.
  const stop_callback wake(token, [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    stop = true;
    stopped.notify_all();
  });
  std::unique_lock<std::mutex> lock(mutex);
  return !stopped.wait_until(lock, time, [&] { return stop; });
}

/// Sleeps for \p time, or until a stop is requested, as `sleep_until`.
///
/// Unit: any duration, by the steady clock.
template <class Rep, class Period>
[[nodiscard]] bool sleep_for(const std::chrono::duration<Rep, Period>& time,
                             const stop_token& token = this_task::token()) {
  return sleep_until(std::chrono::steady_clock::now() + time, token);
}

}  // namespace sc
