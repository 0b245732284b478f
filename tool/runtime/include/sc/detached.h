#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "detail/context.h"
#include "detail/process_wide.h"
#include "detail/registry.h"
#include "detail/timers.h"
#include "errors.h"
#include "group.h"
#include "location.h"

namespace sc {

/// What is called with the error that leaves a detached task, on its thread.
using detached_error_handler = void (*)(const std::exception_ptr& error, const char* reason);

namespace detail {

/// The owner of what is detached: the process.
class process_owner {
 public:
  static process_owner& get() { return process_wide<process_owner>(); }

  group& tasks() noexcept { return tasks_; }
  std::atomic<std::chrono::milliseconds::rep> grace{1000};
  std::atomic<detached_error_handler> handler{nullptr};

  void failed(const std::exception_ptr& error, const char* reason) const noexcept {
    const detached_error_handler told = handler.load();
    if (!told) std::terminate();
    told(error, reason);
  }

  void at_exit() {
    tasks_.cancel();
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(grace);
    if (tasks_.wait_until(end)) static_cast<void>(tasks_.wait_nothrow());
  }

 private:
  group tasks_{detached_from_parent, name{detached_name}};
};

/// A detached task as long as this lives: in the list of the process.
class listed_detached {
 public:
  explicit listed_detached(const char* reason) : entry_{reason, timers().now(), context_here()} {
    registry& all = registry::get();
    const std::lock_guard<std::mutex> lock(all.mutex);
    put_first(all.detached, &entry_, &detached_record::next, &detached_record::previous);
  }
  listed_detached(const listed_detached&) = delete;
  listed_detached& operator=(const listed_detached&) = delete;
  ~listed_detached() {
    registry& all = registry::get();
    const std::lock_guard<std::mutex> lock(all.mutex);
    take_out(all.detached, &entry_, &detached_record::next, &detached_record::previous);
  }

  const char* reason() const noexcept { return entry_.reason; }
  unsigned context() const noexcept { return entry_.context; }

 private:
  detached_record entry_;
};

}  // namespace detail

/// What becomes of an error that leaves a detached task; null, the default, ends
/// the program, as it does in a std::thread. Returns the one before.
inline detached_error_handler set_detached_error_handler(detached_error_handler handler) {
  return detail::process_owner::get().handler.exchange(handler);
}

/// How long the process waits at its end for detached tasks, after it has told
/// them to stop. Unit: milliseconds; 1000 by default.
inline void set_detached_grace(std::chrono::milliseconds grace) {
  detail::process_owner::get().grace = grace.count();
}

/// Runs `f(args...)`, or `f(token, args...)` if that can be called, on a thread
/// that no scope waits for: the process owns it. Says why that is right.
///
///     sc::detached("flushes the log until the process ends", [](sc::stop_token stop) { ... });
///
/// At the end of the process its token is stopped, and the process waits for it
/// for the time of `set_detached_grace`, and no longer. What is detached after
/// that, by the destructor of a static, is dropped.
///
/// Errors:   `std::invalid_argument` for an empty reason or function;
///           `std::system_error` if there is no thread to be had. What leaves
///           `f` goes to the handler of `set_detached_error_handler`.
/// Requires: \p reason lives as long as the process, as a literal does; so does
///           what `f` refers to.
template <class F, class... Args>
void detached(const char* reason, F&& f, Args&&... args) {
  if (!reason || !*reason) throw std::invalid_argument("sc: detached work needs a reason");
  detail::check_callable(f);
  using closure = detail::closure<std::decay_t<F>, std::decay_t<Args>...>;
  auto run = [listed = std::make_unique<detail::listed_detached>(reason),
              work = closure(std::in_place, std::forward<F>(f), std::forward<Args>(args)...)](
                 const stop_token& stop) mutable {
    const detail::context_scope scope(listed->context(), detail::current_task());
    try {
      static_cast<void>(work(stop));
    } catch (const cancelled&) {
    } catch (...) {
      const std::exception_ptr error = std::current_exception();
      if (!error) throw;  // No exception: the thread is cancelled.
      detail::process_owner::get().failed(error, listed->reason());
    }
  };
  try {
    detail::process_owner::get().tasks().go(std::move(run));
  } catch (const group_closed&) {
    // The process is at its end, and has waited for what it owned.
  }
}

}  // namespace sc
