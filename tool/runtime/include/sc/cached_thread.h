#pragma once

#include "detail/thread_cache.h"
#include "launch.h"

namespace sc {

/// A task starts at once, on a thread that has run others before it, if there is
/// an idle one. As many tasks run at a time as with `own_thread`, and they may
/// block; but a thread_local keeps what the last task left in it, and is not
/// destroyed when the group was waited for.
///
/// Threads: one that has been idle for 10 s ends.
/// Cost:    a wake-up for a task, or less where the last one has just ended.
/// Source:  Executors.newCachedThreadPool of Java.
inline constexpr launch_policy cached_thread{
    +[]() -> detail::launcher* { return &detail::process_wide<detail::thread_cache>(); }};

}  // namespace sc
