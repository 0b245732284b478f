#pragma once

#include <ostream>

#include "detail/group_view.h"
#include "detail/timers.h"
#include "detail/view_text.h"

namespace sc {

/// Writes what runs, as a tree: each group with its name, or the place of its first
/// task, its age and its numbers, and inside it its tasks and the groups that they
/// have made; at the end, what is detached, and what each thread of `cpu` runs.
///
///     group "saves" at server.cpp:41, 12 s, limit 8: 8 running, 120 queued
///       task at server.cpp:45, 3.2 s
///       group at fetch.cpp:12, 1.1 s: 2 running
///     detached
///       task "flushes the log", 5 min
///     pool
///       thread 4242: task at scale.cpp:30
///
/// Tasks on `cpu` are counted in their group, and listed by thread; a group of `cpu` in a
/// task is there while its `wait` blocks. A task that was started with more than two
/// arguments has no place. A group that can outlive the task that made it stands by itself.
///
/// Threads: any, also in a task, or a thread that watches over all others. It waits
///          for nothing but short locks: nothing is written while one is held.
/// Order:   each group is as it is at one moment, but not all at the same.
/// Errors:  `std::bad_alloc`; what \p out throws.
/// Source:  the thread dump of Java, which shows a tree of scopes.
inline void dump(std::ostream& out) {
  const detail::process_view all = detail::view_process();
  detail::view_text text(detail::timers().now());
  text.add(all);
  out << text.text();
}

}  // namespace sc
