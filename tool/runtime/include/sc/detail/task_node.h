#pragma once

#include <exception>
#include <utility>

#include "../location.h"
#include "../stop_token.h"
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

  group_state* const group;
  launcher* const how;  ///< Null: a thread of the group's.
  task_node* next = nullptr;  ///< In the queue that it stands in.
  const location at;
  bool has_place = false;     ///< Whether its group's limiter counts it.

 protected:
  task_node(group_state* owner, launcher* where, location started_at) noexcept
      : group(owner), how(where), at(started_at) {}
  ~task_node() = default;
};

/// Storage for an object that is made at once and destroyed early.
template <class T>
class early {
 public:
  template <class... Args>
  explicit early(std::in_place_t, Args&&... args) {
    ::new (static_cast<void*>(bytes_)) T(std::forward<Args>(args)...);
  }
  early(const early&) = delete;
  early& operator=(const early&) = delete;
  ~early() { end(); }

  T& get() noexcept { return *std::launder(reinterpret_cast<T*>(bytes_)); }
  void end() noexcept {
    if (alive_) get().~T();
    alive_ = false;
  }

 private:
  alignas(T) unsigned char bytes_[sizeof(T)];
  bool alive_ = true;
};

}  // namespace sc::detail
