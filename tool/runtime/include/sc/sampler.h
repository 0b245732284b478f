#pragma once

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>

#include "detail/timers.h"
#include "group.h"
#include "group_options.h"
#include "sleep.h"
#include "stats.h"

namespace sc {

/// Writes into a file how many tasks there are, again and again as long as it
/// lives: what leaks grows and never shrinks. `scripts/plot-tasks` draws it.
///
///     const sc::sampler samples("tasks.tsv", 100ms);
///
/// Shape:   a line of names, then a line of numbers at once, one each time, and one
///          at the end, with tabs in between: seconds since the first, tasks that
///          run, tasks that wait for a place, groups, detached tasks, threads of
///          the runtime's. It does not count itself.
/// Unit:    the steady clock. What is late is not made up for.
/// Errors:  `std::invalid_argument` if \p every is not more than 0;
///          `std::system_error` if the file cannot be opened or written to, or if
///          there is no thread to be had. Later it stops writing, and `error` says why.
/// Threads: one of its own, which ends with it.
class sampler {
 public:
  /// Begins \p path anew.
  sampler(const std::string& path, std::chrono::steady_clock::duration every)
      : every_(checked(every)), file_(std::fopen(path.c_str(), "w")) {
    if (!file_) throw std::system_error(errno, std::generic_category(), "sc: " + path);
    write_names();
    write(stats());
    if (const std::error_code wrong = error()) throw std::system_error(wrong, "sc: " + path);
    self_.go([this](const stop_token& stop) { write_until(stop); });
  }
  sampler(const sampler&) = delete;
  sampler& operator=(const sampler&) = delete;
  ~sampler() {
    self_.cancel();
    static_cast<void>(self_.wait_nothrow());
    counts now = stats();
    --now.groups;  // It is still listed, without a task.
    write(now);
  }

  /// What keeps it from writing; none if nothing does.
  [[nodiscard]] std::error_code error() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return error_;
  }

 private:
  struct close {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
  };

  static std::chrono::steady_clock::duration checked(std::chrono::steady_clock::duration every) {
    if (every <= every.zero()) throw std::invalid_argument("sc: a sampler needs a time between samples");
    return every;
  }

  void write_until(const stop_token& stop) {
    for (auto next = begin_ + every_; sleep_until(next, stop);) {
      counts now = stats();
      --now.groups;
      --now.running;
      --now.own_threads;
      if (!write(now)) return;
      const auto late = detail::timers().now() - next;
      next += every_ * (1 + (late > late.zero() ? late / every_ : 0));
    }
  }

  void write_names() {
    note(std::fputs("seconds\trunning\tqueued\tgroups\tdetached\tthreads\n", file_.get()) >= 0);
  }
  bool write(const counts& now) {
    const std::chrono::duration<double> passed = detail::timers().now() - begin_;
    const bool written =
        std::fprintf(file_.get(), "%.3f\t%zu\t%zu\t%zu\t%zu\t%zu\n", passed.count(), now.running,
                     now.queued, now.groups, now.detached,
                     now.own_threads + now.cached_threads + now.cpu_threads) > 0;
    return note(written && std::fflush(file_.get()) == 0);
  }
  /// Keeps the first error.
  bool note(bool went_well) {
    const int wrong = errno;
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!went_well && !error_) error_ = std::error_code(wrong, std::generic_category());
    return !error_;
  }

  const std::chrono::steady_clock::duration every_;
  const detail::steady_time begin_ = detail::timers().now();
  const std::unique_ptr<std::FILE, close> file_;
  mutable std::mutex mutex_;
  std::error_code error_;
  group self_{detached_from_parent, name{"sampler"}};
};

}  // namespace sc
