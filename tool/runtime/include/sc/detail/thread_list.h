#pragma once

#include <atomic>
#include <mutex>

#include "registry.h"

#if defined(__linux__)
#include <sys/syscall.h>
#if defined(__GLIBC__)
// As <unistd.h> has it, of which the other names would be in the way of users' own.
extern "C" long syscall(long number, ...) noexcept(true);
#else
#include <unistd.h>
#endif
#endif

namespace sc::detail {

/// What the runtime starts threads for.
enum class thread_kind : unsigned char {
  own,     ///< A group's.
  cached,
  cpu,
  timer,
};

/// The kernel's number of the calling thread, or 0 where there is none.
inline long thread_number() noexcept {
#if defined(__linux__)
  return ::syscall(SYS_gettid);
#else
  return 0;
#endif
}

/// A thread that the runtime has started, as long as this lives on its stack.
class listed_thread {
 public:
  explicit listed_thread(thread_kind of) noexcept : kind(of), number(thread_number()) {
    const std::lock_guard<std::mutex> lock(list::get().mutex);
    put_first(list::get().first, this, &listed_thread::next_, &listed_thread::previous_);
    if (of == thread_kind::cpu) of_pool() = this;
  }
  listed_thread(const listed_thread&) = delete;
  listed_thread& operator=(const listed_thread&) = delete;
  ~listed_thread() {
    if (kind == thread_kind::cpu) of_pool() = nullptr;
    const std::lock_guard<std::mutex> lock(list::get().mutex);
    take_out(list::get().first, this, &listed_thread::next_, &listed_thread::previous_);
  }

  /// Calls `see(thread)` for all of them, under the lock of the list.
  template <class See>
  static void for_each(See see) {
    const std::lock_guard<std::mutex> lock(list::get().mutex);
    for (const listed_thread* one = list::get().first; one; one = one->next_) see(*one);
  }

  /// Of the calling thread, if it is one of the pool's; else null.
  static listed_thread*& of_pool() noexcept {
    static thread_local listed_thread* here = nullptr;
    return here;
  }

  /// Where the task was started that this thread of the pool runs; no file if it runs
  /// none. Set by itself; another may see the line of the task before.
  void set_place(const char* file, unsigned line) noexcept {
    line_.store(line, std::memory_order_relaxed);
    file_.store(file, std::memory_order_release);
  }
  const char* file() const noexcept { return file_.load(std::memory_order_acquire); }
  unsigned line() const noexcept { return line_.load(std::memory_order_relaxed); }

  const thread_kind kind;
  const long number;

 private:
  struct list {
    std::mutex mutex;
    listed_thread* first = nullptr;

    /// Never destroyed, as the registry.
    static list& get() {
      static list* const one = new list();
      return *one;
    }
  };

  std::atomic<const char*> file_{nullptr};
  std::atomic<unsigned> line_{0};
  listed_thread* next_ = nullptr;
  listed_thread* previous_ = nullptr;
};

}  // namespace sc::detail
