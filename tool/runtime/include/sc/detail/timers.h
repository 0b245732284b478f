#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <ctime>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

#include "process_wide.h"
#include "thread_list.h"

namespace sc::detail {

using steady_time = std::chrono::steady_clock::time_point;

/// What a timer is to the queue that it stands in.
struct timer_node {
  steady_time when;
  void (*run)(timer_node*) noexcept = nullptr;
  timer_node* next = nullptr;
  timer_node* previous = nullptr;
  bool linked = false;
};

/// Runs timers when it is time: on a thread of its own, which starts with the
/// first; or, while a virtual clock is set, on the thread that advances that.
///
/// Threads: safe. Timers run one at a time, without a lock.
class timer_queue {
 public:
  /// Errors: `std::system_error` if there is no thread to be had.
  void add(timer_node* node) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!is_virtual() && !thread_.joinable()) {
      ending_ = false;
      thread_ = std::thread([this] { work(); });
    }
    link(node);
    changed_.notify_all();
  }

  /// Afterwards \p node does not run and will not; waits for it if it runs on
  /// another thread.
  void remove(timer_node* node) noexcept {
    std::unique_lock<std::mutex> lock(mutex_);
    if (node->linked)
      unlink(node);
    else if (running_ == node && runner_ != std::this_thread::get_id())
      ran_.wait(lock, [&] { return running_ != node; });
  }

  steady_time now() const noexcept {
    if (!is_virtual()) return std::chrono::steady_clock::now();
    return steady_time(steady_time::duration(virtual_now_.load(std::memory_order_acquire)));
  }
  /// As now(), but some milliseconds behind at most, where that costs a fifth.
  steady_time recently() const noexcept {
#ifdef CLOCK_MONOTONIC_COARSE
    if (!is_virtual()) {
      timespec time{};
      ::clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
      return steady_time(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
    }
#endif
    return now();
  }
  bool is_virtual() const noexcept { return virtual_.load(std::memory_order_acquire); }

  /// Stops the clock, or lets it run again.
  void set_virtual(bool on) {
    const std::lock_guard<std::mutex> lock(mutex_);
    virtual_now_ = std::chrono::steady_clock::now().time_since_epoch().count();
    virtual_ = on;
    if (!on && first_ && !thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
  }
  /// Runs everything that is due until then, in order, each at its own time.
  void advance(steady_time::duration by) {
    const std::lock_guard<std::mutex> one_at_a_time(advancing_);
    std::unique_lock<std::mutex> lock(mutex_);
    const steady_time end = now() + by;
    while (first_ && first_->when <= end) {
      if (first_->when > now()) virtual_now_ = first_->when.time_since_epoch().count();
      run_first(lock);
    }
    virtual_now_ = end.time_since_epoch().count();
  }

  /// Waits until so many timers are set.
  void wait_for(std::size_t timers) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return set_ >= timers; });
  }

  void at_exit() {
    std::unique_lock<std::mutex> lock(mutex_);
    ending_ = true;
    changed_.notify_all();
    std::thread ended;
    ended.swap(thread_);
    lock.unlock();
    if (ended.joinable()) ended.join();
  }

 private:
  void work() {
    const listed_thread listed(thread_kind::timer);
    std::unique_lock<std::mutex> lock(mutex_);
    while (!ending_) {
      if (!first_ || is_virtual())
        changed_.wait(lock);
      else if (first_->when <= std::chrono::steady_clock::now())
        run_first(lock);
      else
        changed_.wait_until(lock, steady_time(first_->when));
    }
  }

  void run_first(std::unique_lock<std::mutex>& lock) {
    timer_node* const node = first_;
    unlink(node);
    running_ = node;
    runner_ = std::this_thread::get_id();
    lock.unlock();
    node->run(node);
    lock.lock();
    running_ = nullptr;
    ran_.notify_all();
  }

  /// In the order of time; from the back, since a later one is usual.
  void link(timer_node* node) noexcept {
    timer_node* before = last_;
    while (before && before->when > node->when) before = before->previous;
    node->previous = before;
    node->next = before ? before->next : first_;
    (before ? before->next : first_) = node;
    (node->next ? node->next->previous : last_) = node;
    node->linked = true;
    ++set_;
  }
  void unlink(timer_node* node) noexcept {
    (node->previous ? node->previous->next : first_) = node->next;
    (node->next ? node->next->previous : last_) = node->previous;
    node->linked = false;
    --set_;
  }

  std::mutex advancing_;
  mutable std::mutex mutex_;
  std::condition_variable changed_, ran_;
  std::thread thread_;
  std::thread::id runner_;
  std::atomic<bool> virtual_{false};
  std::atomic<steady_time::rep> virtual_now_{0};
  bool ending_ = false;
  std::size_t set_ = 0;
  timer_node* first_ = nullptr;
  timer_node* last_ = nullptr;
  timer_node* running_ = nullptr;
};

inline timer_queue& timers() { return process_wide<timer_queue>(); }

/// When \p time will have passed. What is too far away for the clock is never.
template <class Rep, class Period>
steady_time time_after(const std::chrono::duration<Rep, Period>& time) {
  using seconds = std::chrono::duration<double>;  // Which holds what other units do not.
  const steady_time now = timers().now();
  if (time <= time.zero()) return now;
  if (seconds(time) >= seconds(steady_time::max() - now)) return steady_time::max();
  return now + std::chrono::ceil<steady_time::duration>(time);
}

/// Calls `f()` once at a time. The destructor waits for a call on another thread
/// to end.
template <class F>
class timer : timer_node {
 public:
  timer(steady_time at, F f) : f_(static_cast<F&&>(f)) {
    when = at;
    run = [](timer_node* self) noexcept { static_cast<timer*>(self)->f_(); };
    timers().add(this);
  }
  timer(const timer&) = delete;
  timer& operator=(const timer&) = delete;
  ~timer() { timers().remove(this); }

 private:
  F f_;
};

/// Ends a wait on a condition at a time of \p Clock. `wake()` wakes whoever waits
/// on it; it takes their lock, so an alarm is made and destroyed without that.
///
/// It asks the condition itself to wake up in time, unless it goes by a clock
/// that only moves when a test says so.
template <class Clock, class Duration, class Wake>
class alarm {
 public:
  alarm(const std::chrono::time_point<Clock, Duration>& time, Wake wake)
      : time_(time), wake_(std::move(wake)) {
    if constexpr (steady) {
      if (timers().is_virtual())
        timer_.reset(new timer<Wake&>(std::chrono::time_point_cast<steady_time::duration>(time), wake_));
    }
  }
  alarm(const alarm&) = delete;
  alarm& operator=(const alarm&) = delete;

  /// Waits once. False if it is too late.
  template <class Condition, class Lock>
  bool wait(Condition& changed, Lock& lock) const {
    if (!timer_) return changed.wait_until(lock, time_) == std::cv_status::no_timeout;
    if (is_over()) return false;
    changed.wait(lock);
    return !is_over();
  }

 private:
  static constexpr bool steady = std::is_same_v<Clock, std::chrono::steady_clock>;
  bool is_over() const {
    if constexpr (steady)
      return timers().now() >= time_;
    else
      return false;
  }

  const std::chrono::time_point<Clock, Duration> time_;
  Wake wake_;
  std::unique_ptr<timer<Wake&>> timer_;
};

}  // namespace sc::detail
