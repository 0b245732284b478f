#pragma once

#include <condition_variable>
#include <mutex>

#include "detail/group_state.h"
#include "stop_token.h"
#include "this_task.h"

namespace sc {

namespace detail {

/// Gives a lock back as long as it lives.
class unlocked {
 public:
  explicit unlocked(std::unique_lock<std::mutex>& lock) : lock_(lock) { lock_.unlock(); }
  unlocked(const unlocked&) = delete;
  unlocked& operator=(const unlocked&) = delete;
  ~unlocked() { lock_.lock(); }

 private:
  std::unique_lock<std::mutex>& lock_;
};

}  // namespace detail

/// Waits until \p done is true, or a stop is requested: of this task, if no
/// token is given. Gives what `done()` says then.
///
/// Errors:   what \p done throws; \p lock is locked then too.
/// Requires: \p lock is locked, and \p changed is waited on with this mutex only.
/// Order:    the lock is given back for a moment before the first look.
/// Source:   std::condition_variable_any::wait with a stop_token, C++20, without
///           its allocation.
template <class Done>
bool wait(std::condition_variable& changed, std::unique_lock<std::mutex>& lock, Done done,
          const stop_token& token = this_task::token()) {
  std::mutex& mutex = *lock.mutex();
  const detail::blocking_region region;
  const detail::unlocked meanwhile(lock);
  // Made and destroyed without the lock, which it takes: it may run at once.
  const stop_callback wake(token, [&] {
    const std::lock_guard<std::mutex> seen(mutex);
    changed.notify_all();
  });
  const std::lock_guard<std::unique_lock<std::mutex>> locked(lock);
  bool result = false;
  changed.wait(lock, [&] { return (result = done()) || token.stop_requested(); });
  return result;
}

}  // namespace sc
