#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <functional>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "explored.h"
#include "world.h"

/// Runs small programs of several threads in many interleavings, each of which
/// can be run again alone.
///
///     const explore::result r = explore::run([](explore::program& p) {
///       auto* const count = p.make<explore::explored_concurrency::atomic<int>>(0);
///       for (int i = 0; i < 3; ++i)
///         p.thread([=] { count->fetch_add(1, std::memory_order_relaxed); });
///       p.at_end([=] { explore::check(count->load(std::memory_order_relaxed) == 3, "all counted"); });
///     });
///     EXPECT_TRUE(r.ok) << r.report;
///
/// Finds failed checks; exceptions that leave a thread; waits that nothing ends
/// (deadlocks and lost wake-ups); operations on modelled objects that are gone, and
/// modelled objects that are never destroyed; mutexes unlocked by others, locked
/// twice, or destroyed in use; loops without end.
///
/// Cannot find: what needs another order than one that all threads agree on, since
/// the memory model is sequential consistency (a wrong memory_order is for
/// ThreadSanitizer, and for the argument beside it); races on plain data, which no
/// switch comes between; and whatever depends on addresses or thread_locals, since
/// all fibers are on one thread of the system. AddressSanitizer finds uses of plain
/// data that is gone, and says in which schedule; without it, an object that is used
/// after its end is not noticed if another was made in its place, but for those of
/// `make`, whose memory stays until the schedule ends.
namespace explore {

/// Fails the schedule, with these words, if \p condition is false.
inline void check(bool condition, const char* words) {
  if (!condition) world::current().fail("not true in " + world::current().me() + ": " + words);
}

/// A choice that belongs to the schedule: true once in \p count times.
inline bool one_in(std::size_t count) { return world::current().choices().one_in(count); }

/// What one schedule runs.
class program {
 public:
  /// An object that lives until the schedule ends, or until `destroy`.
  template <class T, class... Args>
  T* make(Args&&... args) {
    void* const memory = ::operator new(sizeof(T), std::align_val_t(alignof(T)));
    T* const one = ::new (memory) T(std::forward<Args>(args)...);
    made_.push_back({one, [](void* gone) { static_cast<T*>(gone)->~T(); },
                     [](void* freed) { ::operator delete(freed, std::align_val_t(alignof(T))); }});
    return one;
  }
  /// Ends the life of what `make` has made; its memory is used for nothing else.
  void destroy(const void* object) {
    for (thing& one : made_)
      if (one.memory == object && one.end) std::exchange(one.end, nullptr)(one.memory);
  }

  /// A thread, which starts when the program is complete.
  void thread(std::function<void()> body) { threads_.push_back(std::move(body)); }
  /// Runs when all threads have ended.
  void at_end(std::function<void()> body) { at_end_.push_back(std::move(body)); }

 private:
  friend class runner;
  struct thing {
    void* memory = nullptr;
    void (*end)(void*) = nullptr;
    void (*free)(void*) = nullptr;
  };

  std::vector<thing> made_;
  std::vector<std::function<void()>> threads_, at_end_;
};

using body = std::function<void(program&)>;

struct options {
  /// How many to run, from 0 on. SC_EXPLORE_SCHEDULES in the environment may ask
  /// for more. AddressSanitizer makes each of them cost ten times as much.
#ifdef __SANITIZE_ADDRESS__
  std::uint64_t schedules = 2000;
#else
  std::uint64_t schedules = 100000;
#endif
  /// A schedule with more steps fails.
  std::size_t steps = 20000;
};

struct result {
  bool ok = true;
  std::uint64_t schedule = 0;  ///< The one that failed, or the last.
  std::string report;          ///< What failed, and the trace; "" if nothing.
  std::string trace;           ///< What the threads did in it.
};

/// Runs schedules of one program.
class runner {
 public:
  runner(const body& what, const options& how) : what_(what), how_(how) {}

  result run(std::uint64_t first, std::uint64_t end) {
    result r;
    for (r.schedule = first; r.schedule < end; ++r.schedule) {
      const std::string failure = world_.run(r.schedule, how_.steps, [this] { live(); });
      if (failure.empty()) continue;
      r.ok = false;
      r.report = "schedule " + std::to_string(r.schedule) + ", strategy " + world_.strategy() + ": " +
                 failure + "\n" + world_.steps().words();
      break;
    }
    if (r.ok) --r.schedule;
    r.trace = world_.steps().words();
    return r;
  }

 private:
  /// What thread 0 does.
  void live() {
    program p;
    what_(p);
    for (std::function<void()>& one : p.threads_) world_.start(std::move(one));
    world_.run_others();
    for (const std::function<void()>& one : p.at_end_) one();
    while (!p.made_.empty()) {
      const program::thing last = p.made_.back();
      if (last.end) last.end(last.memory);
      freed_.push_back(last);
      p.made_.pop_back();
    }
    for (const program::thing& one : freed_) one.free(one.memory);
    freed_.clear();
    world_.all_are_gone();
  }

  const body& what_;
  const options how_;
  std::vector<program::thing> freed_;
  world world_;
};

/// Runs schedules until one fails. What that one has made is leaked.
inline result run(const body& what, options how = {}) {
  if (const char* const more = std::getenv("SC_EXPLORE_SCHEDULES"))
    how.schedules = std::max(how.schedules, std::uint64_t{std::strtoull(more, nullptr, 10)});
  return runner(what, how).run(0, how.schedules);
}

/// Runs the schedule of this number alone: what `run` does when it comes to it.
inline result run_one(std::uint64_t schedule, const body& what, const options& how = {}) {
  return runner(what, how).run(schedule, schedule + 1);
}

}  // namespace explore
