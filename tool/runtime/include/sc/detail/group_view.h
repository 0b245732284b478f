#pragma once

// What runs in the process, copied: for who prints or counts it.

#include <cstddef>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "group_state.h"
#include "registry.h"
#include "thread_list.h"

namespace sc::detail {

struct task_view {
  std::string at;  ///< "" if it is not known.
  steady_time since;
};

struct group_view {
  std::string name, at;  ///< "" if they are not known.
  steady_time since;
  std::size_t limit, running, queued;
  bool stopping, owns_detached;
  unsigned context;
  std::vector<task_view> tasks;  ///< Of those that run on a pool, none.
  std::vector<group_view> groups;
};

struct detached_view {
  std::string reason;
  steady_time since;
  unsigned context;
};

/// A thread of the pool that runs a task.
struct pool_thread_view {
  long number;
  std::string at;  ///< Where the task was started; "" if it is not known.
};

/// The groups that are inside of no other, what is detached, and what the pool runs, each
/// the newest first. Each group is as it is at one moment, but not all at the same.
struct process_view {
  std::vector<group_view> groups;
  std::vector<detached_view> detached;
  std::vector<pool_thread_view> pool;
};

inline std::string text_of(const char* file, unsigned line) {
  return file && *file ? std::string(file) + ':' + std::to_string(line) : std::string();
}

/// Makes a tree of what group_state::look_at_all sees.
class group_collector {
 public:
  void begin(const group_facts& seen) {
    group_view one{seen.name,    text_of(seen.file, seen.line), seen.since,
                   seen.limit,   seen.running,                  seen.queued,
                   seen.stopping, seen.name == detached_name,   seen.context,
                   {},           {}};
    for (const listed_task* task = seen.tasks; task; task = task->next)
      one.tasks.push_back({text_of(task->at.file, task->at.line), task->since});
    open_.push_back(std::move(one));
  }
  void end() {
    group_view one = std::move(open_.back());
    open_.pop_back();
    (open_.empty() ? all_ : open_.back().groups).push_back(std::move(one));
  }
  std::vector<group_view> take() noexcept { return std::move(all_); }

 private:
  std::vector<group_view> open_, all_;
};

/// Errors: `std::bad_alloc`.
inline process_view view_process() {
  process_view all;
  group_collector collector;
  registry& from = registry::get();
  {
    const std::lock_guard<std::mutex> lock(from.mutex);
    group_state::look_at_all(collector);
    all.groups = collector.take();
    for (const detached_record* one = from.detached; one; one = one->next)
      all.detached.push_back({one->reason, one->since, one->context});
  }
  listed_thread::for_each([&](const listed_thread& one) {
    if (const char* const file = one.file())
      all.pool.push_back({one.number, text_of(file, one.line())});
  });
  return all;
}

}  // namespace sc::detail
