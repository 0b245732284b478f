#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

#include "concurrency.h"

namespace sc::detail {

inline constexpr std::size_t unlimited = static_cast<std::size_t>(-1);

/// Lets so many tasks run at a time; the others queue, in order.
///
/// Shape:   `Node` has a `Node* next`, and a `bool has_place`, which is true when it
///          is handed out.
/// Threads: safe.
template <class P, class Node>
class limiter {
 public:
  explicit limiter(std::size_t limit) noexcept : limit_(limit) {}

  enum class admission {
    place,    ///< It may run, and passes its place on when it has ended.
    queued,   ///< It is the limiter's until a place is passed on to it.
    full,     ///< There is no place, and it was not to be queued.
    stopped,  ///< Nothing is let in any more.
  };
  admission admit(Node* node, bool only_now) noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    if (stopped_) return admission::stopped;
    if (running_ < limit()) {
      ++running_;
      node->has_place = true;
      return admission::place;
    }
    if (only_now) return admission::full;
    (last_ ? last_->next : first_) = node;
    last_ = node;
    ++queued_;
    return admission::queued;
  }

  /// Takes a place for a task that is still to be made. False if there is none now.
  bool reserve() noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    if (stopped_ || running_ >= limit()) return false;
    ++running_;
    return true;
  }

  /// Ends a task that had a place: its place goes to the one that is returned,
  /// or back if none is.
  Node* pass_on() noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    if (first_ && running_ <= limit()) return pop();
    --running_;
    freed_.notify_all();
    return nullptr;
  }

  /// A place for the first of the queue, if there are both.
  Node* take() noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    if (!first_ || running_ >= limit()) return nullptr;
    ++running_;
    return pop();
  }

  /// Lets nothing in any more; returns the queue.
  Node* stop() noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    stopped_ = true;
    freed_.notify_all();
    last_ = nullptr;
    queued_ = 0;
    return std::exchange(first_, nullptr);
  }
  void reopen() noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    stopped_ = false;
  }

  /// Waits until there is a place, or nothing is let in any more.
  void wait_for_place() {
    std::unique_lock<typename P::mutex> lock(mutex_);
    freed_.wait(lock, [&] { return running_ < limit() || stopped_; });
  }

  /// Who is above the new limit ends as it would; call `take` for who is now below.
  void set_limit(std::size_t limit) noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    limit_.store(limit, std::memory_order_relaxed);
    freed_.notify_all();
  }

  bool is_unlimited() const noexcept { return limit() == unlimited; }
  struct numbers {
    std::size_t limit, running, queued;
  };
  /// At one moment.
  numbers now() const noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    return {limit(), running_, queued_};
  }
  std::size_t running() const noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    return running_;
  }
  std::size_t queued() const noexcept {
    const std::lock_guard<typename P::mutex> lock(mutex_);
    return queued_;
  }

 private:
  std::size_t limit() const noexcept { return limit_.load(std::memory_order_relaxed); }

  Node* pop() noexcept {
    Node* const node = first_;
    first_ = node->next;
    if (!first_) last_ = nullptr;
    node->next = nullptr;
    node->has_place = true;
    --queued_;
    return node;
  }

  mutable typename P::mutex mutex_;
  typename P::condition freed_;
  typename P::template atomic<std::size_t> limit_;  // Written under the lock.
  std::size_t running_ = 0, queued_ = 0;
  Node* first_ = nullptr;
  Node* last_ = nullptr;
  bool stopped_ = false;
};

}  // namespace sc::detail
