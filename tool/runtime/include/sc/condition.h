#pragma once

#include <condition_variable>
#include <mutex>

#include "detail/group_state.h"
#include "stop_token.h"
#include "this_task.h"

namespace sc {

/// Waits until \p done is true, or a stop is requested: of this task, if no
/// token is given. Gives what `done()` says then.
///
/// Requires: \p lock is locked, and \p changed is waited on with this mutex only.
/// Order:    the lock is given back for a moment before the first look.
/// Source:   std::condition_variable_any::wait with a stop_token, C++20, without
///           its allocation.
template <class Done>
bool wait(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, Done done,
          const stop_token& token = this_task::token()) {
  std::mutex& mutex = *lock.mutex();
  const detail::blocking_region region;
  lock.unlock();
  bool result = false;
  {
    // Made without the lock, which it takes: it may run at once.
    const stop_callback wake(token, [&] {
      const std::lock_guard<std::mutex> seen(mutex);
      changed.notify_all();
    });
    lock.lock();
    changed.wait(lock, [&] { return (result = done()) || token.stop_requested(); });
    lock.unlock();  // The callback may be waiting for it.
  }
  lock.lock();
  return result;
}

}  // namespace sc
