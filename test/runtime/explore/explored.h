#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstring>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "world.h"

namespace explore {

/// A std::atomic of which each operation is a step.
///
/// Orders are asked for and not looked at: all operations are in one order that
/// all threads agree on.
template <class T>
class atomic {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  atomic() noexcept : atomic(T()) {}
  atomic(T value) noexcept : value_(value) { world::current().born(this, "atomic"); }
  atomic(const atomic&) = delete;
  atomic& operator=(const atomic&) = delete;
  ~atomic() {
    world::current().step(this);
    world::current().dies(this);
  }

  T load(std::memory_order) const noexcept {
    world::current().step(this);
    world::current().did(this, "load", shown(value_));
    return value_;
  }
  void store(T value, std::memory_order) noexcept { change("store", [&] { return value; }); }
  T exchange(T value, std::memory_order) noexcept {
    return change("exchange", [&] { return value; });
  }
  T fetch_add(T by, std::memory_order) noexcept {
    return change("fetch_add", [&] { return static_cast<T>(value_ + by); });
  }
  T fetch_sub(T by, std::memory_order) noexcept {
    return change("fetch_sub", [&] { return static_cast<T>(value_ - by); });
  }
  T fetch_or(T by, std::memory_order) noexcept {
    return change("fetch_or", [&] { return static_cast<T>(value_ | by); });
  }
  T fetch_and(T by, std::memory_order) noexcept {
    return change("fetch_and", [&] { return static_cast<T>(value_ & by); });
  }

  bool compare_exchange_strong(T& expected, T desired, std::memory_order,
                               std::memory_order = std::memory_order_seq_cst) noexcept {
    return compare_exchange(expected, desired, false);
  }
  /// Fails at times for no reason, as it may.
  bool compare_exchange_weak(T& expected, T desired, std::memory_order,
                             std::memory_order = std::memory_order_seq_cst) noexcept {
    return compare_exchange(expected, desired, world::current().choices().one_in(8));
  }

 private:
  template <class Next>
  T change(const char* what, Next next) noexcept {
    world::current().step(this);
    const T before = std::exchange(value_, next());
    world::current().did(this, what, shown(value_), shown(before));
    return before;
  }
  bool compare_exchange(T& expected, T desired, bool fails) noexcept {
    world::current().step(this);
    if (!fails && std::memcmp(&value_, &expected, sizeof(T)) == 0) {
      world::current().did(this, "compare_exchange", shown(desired), shown(value_));
      value_ = desired;
      return true;
    }
    world::current().did(this, "compare_exchange fails", shown(value_));
    expected = value_;
    return false;
  }

  T value_;
};

/// A std::mutex that knows who has it.
class mutex {
 public:
  mutex() noexcept { world::current().born(this, "mutex"); }
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;
  ~mutex() {
    world& here = world::current();
    here.step(this);
    if (owner_ != nobody) misused("destroys", "while it is locked");
    if (!here.waiting_for(this).empty()) misused("destroys", "while a thread waits for it");
    here.dies(this);
  }

  void lock() {
    world::current().step(this);
    take();
  }
  bool try_lock() {
    world::current().step(this);
    const bool taken = owner_ == nobody;
    if (taken) owner_ = world::current().here();
    world::current().did(this, taken ? "try_lock" : "try_lock fails");
    return taken;
  }
  void unlock() {
    world::current().step(this);
    world::current().did(this, "unlock");
    give_back();
  }

 private:
  friend class condition;
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  void take() {
    world& here = world::current();
    if (owner_ == here.here()) misused("locks", "which it has locked already");
    while (owner_ != nobody) here.block(world::doing::locks, this);
    here.waits_no_more(here.here());
    owner_ = here.here();
    here.did(this, "lock");
  }
  void give_back() {
    world& here = world::current();
    if (owner_ != here.here()) misused("unlocks", "which it has not locked");
    owner_ = nobody;
    for (const std::size_t one : here.waiting_for(this)) here.wake(one);
  }
  [[noreturn]] void misused(const char* does, const char* when) const {
    world& here = world::current();
    here.fail(here.me() + " " + does + " " + here.name_of(this).words() + " " + when);
  }

  std::size_t owner_ = nobody;
};

/// A std::condition_variable that wakes threads also for no reason, as it may.
class condition {
 public:
  condition() noexcept { world::current().born(this, "condition"); }
  condition(const condition&) = delete;
  condition& operator=(const condition&) = delete;
  ~condition() {
    world& here = world::current();
    here.step(this);
    if (!here.waiting_for(this).empty())
      here.fail(here.me() + " destroys " + here.name_of(this).words() + " while a thread waits on it");
    here.dies(this);
  }

  void wait(std::unique_lock<mutex>& lock) {
    wait(lock, world::doing::waits, world::current().choices().one_in(16));
  }
  template <class Done>
  void wait(std::unique_lock<mutex>& lock, Done done) {
    while (!done()) wait(lock);
  }
  /// The time runs out at any moment, but for sure only when all threads wait.
  template <class TimePoint, class Done>
  bool wait_until(std::unique_lock<mutex>& lock, const TimePoint&, Done done) {
    while (!done())
      if (!wait(lock, world::doing::waits_with_time, world::current().choices().one_in(4)))
        return done();
    return true;
  }

  void notify_one() noexcept {
    world::current().step(this);
    world::current().did(this, "notify_one");
    const std::vector<std::size_t> waiting = world::current().waiting_for(this);
    if (!waiting.empty()) notify(waiting[world::current().choices().below(waiting.size())]);
  }
  void notify_all() noexcept {
    world::current().step(this);
    world::current().did(this, "notify_all");
    for (const std::size_t one : world::current().waiting_for(this)) notify(one);
  }

 private:
  /// True if it was notified. With \p by_itself it goes on at any moment.
  bool wait(std::unique_lock<mutex>& lock, world::doing how, bool by_itself) {
    world& here = world::current();
    here.step(this);
    here.did(this, how == world::doing::waits ? "wait on" : "wait with time on");
    lock.mutex()->give_back();
    here.block(by_itself ? world::doing::runs : how, this);
    const bool notified = !here.still_waits(here.here());
    here.waits_no_more(here.here());
    here.did(this, notified ? "notified by" : "not notified, but woken in");
    lock.mutex()->take();
    return notified;
  }
  static void notify(std::size_t thread) {
    world::current().wake(thread);
    world::current().waits_no_more(thread);
  }
};

/// What a kernel is a template on, to be explored.
struct explored_concurrency {
  template <class T>
  using atomic = explore::atomic<T>;
  using mutex = explore::mutex;
  using condition = explore::condition;
  static void pause() noexcept { world::current().step_aside(); }
};

}  // namespace explore
