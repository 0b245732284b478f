#pragma once

#include <exception>

#include "../location.h"
#include "launcher.h"

namespace sc::detail {

/// A task on its way through a group: what to run, for whom, and how.
class task_node {
 public:
  enum class state : unsigned char { pending, succeeded, failed, skipped };

  task_node(const task_node&) = delete;
  task_node& operator=(const task_node&) = delete;

  /// Runs the callable, once. Errors: what it throws.
  virtual void run() = 0;

  /// Destroys the callable, and with it what it captured; says how it went to
  /// whoever keeps the result: pending, if its group has not taken it. The node may
  /// be gone afterwards.
  virtual void settle(state went, const std::exception_ptr& error) noexcept = 0;

  location at() const noexcept { return {file, line, function}; }

  group_state* const group;
  launcher* const how;  ///< Null: a thread of the group's.
  task_node* next = nullptr;  ///< In the queue that it stands in.
  const char* const file;  ///< Where it was started.
  const char* const function;
  const unsigned line;
  bool has_place = false;     ///< Whether its group's limiter counts it.

 protected:
  task_node(group_state* owner, launcher* where, location started_at) noexcept
      : group(owner),
        how(where),
        file(started_at.file),
        function(started_at.function),
        line(started_at.line) {}
  ~task_node() = default;
};

}  // namespace sc::detail
