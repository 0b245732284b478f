#pragma once

#include <chrono>
#include <cstddef>

#include "detail/timers.h"

namespace sc {

/// Stops the clock of the runtime's deadlines and sleeps, for a test: as long as
/// it lives, time passes only by `advance`.
///
///     sc::virtual_clock clock;
///     sc::group tasks(sc::timeout{1h});
///     tasks.go([](sc::stop_token stop) { ... });
///     clock.advance(1h);
///     EXPECT_EQ(tasks.wait_nothrow(), sc::outcome::timed_out);
///
/// Requires: one at a time, and no deadline or sleep that is older than it.
/// Source:   trio.testing.MockClock.
class virtual_clock {
 public:
  virtual_clock() { detail::timers().set_virtual(true); }
  virtual_clock(const virtual_clock&) = delete;
  virtual_clock& operator=(const virtual_clock&) = delete;
  ~virtual_clock() { detail::timers().set_virtual(false); }

  [[nodiscard]] std::chrono::steady_clock::time_point now() const { return detail::timers().now(); }

  /// Whatever is due until then has happened when this returns, in the order of
  /// its time: groups were told to stop, and sleepers woken.
  void advance(std::chrono::steady_clock::duration by) { detail::timers().advance(by); }

  /// Waits until at least so many deadlines and sleeps wait for their time.
  void wait_for_timers(std::size_t count) { detail::timers().wait_for(count); }
};

}  // namespace sc
