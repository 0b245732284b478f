#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>

namespace sc::detail {

class group_state;

/// A task of `sc::detached`, from the call to the end of its function.
struct detached_record {
  const char* reason = "";
  std::chrono::steady_clock::time_point since;
  unsigned context = 0;
  detached_record* next = nullptr;
  detached_record* previous = nullptr;
};

/// The name of the group of what is detached, which it is known by.
inline constexpr char detached_name[] = "detached";

/// Where all that runs can be found from: the groups that are inside of no other,
/// each of which has a list of those inside it, and what is detached.
///
/// A look at the groups holds the mutex from its beginning to its end, and takes
/// the mutex of one group at a time, from the outermost inwards. So nobody takes
/// this mutex who holds a group's.
///
/// Threads: the members under the mutex, but for the counters.
struct registry {
  std::mutex mutex;
  group_state* groups = nullptr;
  detached_record* detached = nullptr;

  // Since the process began.
  std::atomic<std::size_t> skipped{0}, unobserved_errors{0};

  /// That of the process. It is never destroyed, since tasks may outlive statics.
  static registry& get() {
    static registry* const one = new registry();
    return *one;
  }

  /// Returns when who looks now has come to an end.
  void wait_for_look() {
    const std::lock_guard<std::mutex> lock(mutex);
  }
};

/// Puts \p one before the first of a list.
template <class Node>
void put_first(Node*& first, Node* one, Node* Node::*next, Node* Node::*previous) noexcept {
  one->*next = first;
  one->*previous = nullptr;
  if (first) first->*previous = one;
  first = one;
}
template <class Node>
void take_out(Node*& first, Node* one, Node* Node::*next, Node* Node::*previous) noexcept {
  (one->*previous ? (one->*previous)->*next : first) = one->*next;
  if (one->*next) (one->*next)->*previous = one->*previous;
}

}  // namespace sc::detail
