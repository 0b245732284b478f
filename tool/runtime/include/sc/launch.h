#pragma once

#include "detail/launcher.h"

namespace sc {

/// On which threads the tasks of a group run: `own_thread`, `cached_thread` of
/// `cached_thread.h`, or `cpu` of `cpu.h`. An option of a group, or what `go` is
/// given before the function.
class launch_policy {
 public:
  /// The launcher is asked for when it is first used. Null: a thread of its own.
  explicit constexpr launch_policy(detail::launcher* (*get)()) noexcept : get_(get) {}

  detail::launcher* launcher() const { return get_ ? get_() : nullptr; }

 private:
  detail::launcher* (*get_)();
};

/// Each task has a thread of its own, which starts with it, and which has ended,
/// thread_locals and all, when the group was waited for. The default, and exactly
/// what a std::thread that is joined does.
///
/// Cost: that of a std::thread.
inline constexpr launch_policy own_thread{nullptr};

}  // namespace sc
