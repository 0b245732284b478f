#pragma once

#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

#include "channel_ring.h"
#include "concurrency.h"

namespace sc::detail {

/// A call that waits in a channel. Whoever comes from the other side does its
/// work for it, and ends it.
template <class What, class P>
struct channel_call {
  enum class state : unsigned char { waits, done, stopped, closed, failed };

  explicit channel_call(What& of) noexcept : what(&of) {}

  What* const what;  ///< The value to send, or the place for one.
  channel_call* next = nullptr;
  channel_call* previous = nullptr;
  state went = state::waits;
  std::exception_ptr error;  ///< If it failed.
  typename P::condition ended;
};

/// The calls of one side that wait, in the order that they came in.
template <class Call>
class channel_queue {
 public:
  Call* first() const noexcept { return first_; }

  void push(Call& call) noexcept {
    call.previous = last_;
    (last_ ? last_->next : first_) = &call;
    last_ = &call;
  }
  /// Takes \p call out and lets it return. Under the lock: it is gone afterwards.
  void end(Call& call, typename Call::state how) noexcept {
    (call.previous ? call.previous->next : first_) = call.next;
    (call.next ? call.next->previous : last_) = call.previous;
    call.went = how;
    call.ended.notify_one();
  }
  void end_all(typename Call::state how) noexcept {
    while (first_) end(*first_, how);
  }

 private:
  Call* first_ = nullptr;
  Call* last_ = nullptr;
};

/// What the senders and receivers of a channel share. Counts its own references.
///
/// Senders wait only while every place is taken, receivers only while none is. So
/// nobody who comes later is served before one who waits, and no wake-up can be
/// lost: who is woken has been served already.
///
/// Everything is guarded by one mutex, also the moves of values, so that a move that
/// throws leaves the channel as it was.
template <class T, class P = std_concurrency>
class channel_core {
 public:
  /// With one sender, one receiver, and the references of both.
  explicit channel_core(std::size_t capacity) : capacity_(capacity), ring_(capacity) {}
  channel_core(const channel_core&) = delete;
  channel_core& operator=(const channel_core&) = delete;

  //-- Handles ------------------------------------------------------------------

  void add_sender() noexcept { add(senders_); }
  void add_receiver() noexcept { add(receivers_); }

  void remove_sender() noexcept {
    {
      const std::lock_guard<mutex> lock(mutex_);
      if (--senders_ == 0) shut(nullptr);
    }
    remove_reference();
  }
  void remove_receiver() noexcept {
    {
      channel_ring<T> dropped;  // What it holds is destroyed without the lock.
      const std::lock_guard<mutex> lock(mutex_);
      if (--receivers_ == 0) {
        shut(nullptr);
        dropped.swap(ring_);
      }
    }
    remove_reference();
  }

  void close(const std::exception_ptr& error) noexcept {
    const std::lock_guard<mutex> lock(mutex_);
    shut(error);
  }

  //-- Values -------------------------------------------------------------------

  /// Sends \p value, which is moved from only if this gives true.
  ///
  /// Shape:  `on_stop(f)` gives a guard; while it lives, a stop calls `f()`. It does
  ///         not throw, and is called only if this has to wait.
  /// Errors: what T's move throws.
  template <class OnStop>
  bool send(T& value, const OnStop& on_stop) {
    std::unique_lock<mutex> lock(mutex_);
    if (closed_) return false;
    if (give(value)) return true;
    sending mine(value);
    wait(lock, senders_waiting_, mine, on_stop);
    if (mine.went == sending::state::failed) std::rethrow_exception(mine.error);
    return mine.went == sending::state::done;
  }
  bool try_send(T& value) {
    const std::lock_guard<mutex> lock(mutex_);
    return !closed_ && give(value);
  }

  /// Receives into \p place, which stays empty if a stop came, or if the channel
  /// is closed and nothing is left in it.
  ///
  /// Errors: what the channel was closed with; what T's move throws.
  template <class OnStop>
  void receive(std::optional<T>& place, const OnStop& on_stop) {
    std::unique_lock<mutex> lock(mutex_);
    if (take(place)) return;
    if (closed_) return say_why_closed(lock);
    receiving mine(place);
    wait(lock, receivers_waiting_, mine, on_stop);
    if (mine.went != receiving::state::closed) return;
    lock.lock();
    say_why_closed(lock);
  }
  void try_receive(std::optional<T>& place) {
    std::unique_lock<mutex> lock(mutex_);
    if (!take(place) && closed_) say_why_closed(lock);
  }

  std::size_t size() const noexcept {
    const std::lock_guard<mutex> lock(mutex_);
    return ring_.size();
  }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  using mutex = typename P::mutex;
  using sending = channel_call<T, P>;
  using receiving = channel_call<std::optional<T>, P>;

  ~channel_core() = default;

  void add(std::size_t& handles) noexcept {
    references_.fetch_add(1, std::memory_order_relaxed);
    const std::lock_guard<mutex> lock(mutex_);
    ++handles;
  }
  void remove_reference() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

  // From here on the lock is held.

  /// False, with nothing done, if the value has to wait.
  bool give(T& value) {
    if (receiving* const one = receivers_waiting_.first()) {
      one->what->emplace(std::move(value));
      receivers_waiting_.end(*one, receiving::state::done);
      return true;
    }
    if (ring_.is_full()) return false;
    ring_.push(std::move(value));
    return true;
  }

  /// False, with nothing done, if there is nothing.
  bool take(std::optional<T>& place) {
    if (ring_.size() != 0) {
      place.emplace(std::move(ring_.front()));
      ring_.pop();
      refill();
      return true;
    }
    sending* const one = senders_waiting_.first();
    if (!one) return false;
    place.emplace(std::move(*one->what));
    senders_waiting_.end(*one, sending::state::done);
    return true;
  }

  /// Gives the place that is free now to the sender that has waited longest.
  void refill() noexcept {
    while (!ring_.is_full()) {
      sending* const one = senders_waiting_.first();
      if (!one) return;
      try {
        ring_.push(std::move(*one->what));
        senders_waiting_.end(*one, sending::state::done);
      } catch (...) {
        one->error = std::current_exception();
        senders_waiting_.end(*one, sending::state::failed);
      }
    }
  }

  void shut(const std::exception_ptr& error) noexcept {
    if (closed_) return;
    closed_ = true;
    error_ = error;
    senders_waiting_.end_all(sending::state::closed);
    receivers_waiting_.end_all(receiving::state::closed);
  }

  void say_why_closed(std::unique_lock<mutex>& lock) {
    lock.unlock();  // The error stays as it is.
    if (error_) std::rethrow_exception(error_);
  }

  /// Waits until \p mine has ended; the lock is given back.
  template <class Call, class OnStop>
  void wait(std::unique_lock<mutex>& lock, channel_queue<Call>& calls, Call& mine,
            const OnStop& on_stop) {
    calls.push(mine);
    lock.unlock();
    // Made without the lock, which it takes: it may run at once.
    const auto guard = on_stop([&]() noexcept {
      const std::lock_guard<mutex> stopping(mutex_);
      if (mine.went == Call::state::waits) calls.end(mine, Call::state::stopped);
    });
    /// Also when the thread is cancelled from outside. Before the guard: a stop may be
    /// waiting for the lock.
    struct ending {
      std::unique_lock<mutex>& lock;
      channel_queue<Call>& calls;
      Call& mine;
      ~ending() {
        if (mine.went == Call::state::waits) calls.end(mine, Call::state::stopped);
        lock.unlock();
      }
    };
    lock.lock();
    const ending here{lock, calls, mine};
    mine.ended.wait(lock, [&] { return mine.went != Call::state::waits; });
  }

  typename P::template atomic<unsigned> references_{2};
  const std::size_t capacity_;
  mutable mutex mutex_;
  std::size_t senders_ = 1, receivers_ = 1;
  channel_ring<T> ring_;
  channel_queue<sending> senders_waiting_;
  channel_queue<receiving> receivers_waiting_;
  bool closed_ = false;
  std::exception_ptr error_;
};

}  // namespace sc::detail
