#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "detail/context.h"
#include "detail/glob.h"
#include "detail/group_view.h"
#include "detail/os_threads.h"
#include "detail/thread_list.h"
#include "detail/timers.h"
#include "detail/view_text.h"

namespace sc {

/// What a leak_check has found.
struct leak_report {
  std::size_t tasks = 0;    ///< That run, or wait for a place.
  std::size_t threads = 0;  ///< That the runtime did not start.
  std::string text;         ///< A heading, then what `dump` would show, then the threads.

  explicit operator bool() const noexcept { return tasks + threads != 0; }
};

/// What is called with what a leak_check finds at its end.
using leak_handler = void (*)(const leak_report& left);

namespace detail {

inline leak_handler& leak_handler_of_process() noexcept {
  static leak_handler handler = [](const leak_report& left) {
    std::fputs(left.text.c_str(), stderr);
    std::terminate();
  };
  return handler;
}

/// ThreadSanitizer starts a thread of its own with the first of the program's: it
/// is to be there before anybody counts.
inline void start_thread_of_sanitizer() {
#if defined(__SANITIZE_THREAD__)
#define SC_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SC_THREAD_SANITIZER 1
#endif
#endif
#ifdef SC_THREAD_SANITIZER
#undef SC_THREAD_SANITIZER
  static const bool started = (std::thread([] {}).join(), true);
  static_cast<void>(started);
#endif
}

/// A check as long as it lives: who else checks meanwhile.
class live_check {
 public:
  live_check() : thread_(std::this_thread::get_id()), task_(current_task()) {
    all& checks = all::get();
    const std::lock_guard<std::mutex> lock(checks.mutex);
    for (live_check* one = checks.first; one; one = one->next_) {
      if (one->thread_ == thread_ && one->task_ == task_) continue;  // Around this one.
      one->has_company_ = has_company_ = true;
    }
    put_first(checks.first, this, &live_check::next_, &live_check::previous_);
  }
  live_check(const live_check&) = delete;
  live_check& operator=(const live_check&) = delete;
  ~live_check() {
    const std::lock_guard<std::mutex> lock(all::get().mutex);
    take_out(all::get().first, this, &live_check::next_, &live_check::previous_);
  }

  /// A number that no other context has. Not 0.
  static unsigned new_context() {
    const std::lock_guard<std::mutex> lock(all::get().mutex);
    return ++all::get().last;
  }
  /// Whether there was another at any time, but around this or inside.
  bool has_company() const {
    const std::lock_guard<std::mutex> lock(all::get().mutex);
    return has_company_;
  }

 private:
  struct all {
    std::mutex mutex;
    live_check* first = nullptr;
    unsigned last = 0;
    static all& get() {
      static all* const checks = new all();
      return *checks;
    }
  };

  const std::thread::id thread_;
  const running_task* const task_;
  bool has_company_ = false;
  live_check* next_ = nullptr;
  live_check* previous_ = nullptr;
};

}  // namespace detail

/// What becomes of leaks that a leak_check finds at its end: by default the report
/// goes to stderr, and the program ends. Returns the one before.
///
/// Threads: before any check ends.
inline leak_handler set_leak_handler(leak_handler handler) noexcept {
  return std::exchange(detail::leak_handler_of_process(), handler);
}

/// Finds what was started while it lives, and still runs at its end: tasks of
/// groups, with where they were started, and threads that the runtime did not
/// start.
///
///     TEST(Server, Stops) {
///       const sc::leak_check check;
///       server one;
///       one.stop();
///     }  // First the server ends, then the check looks.
///
/// A check sees the groups that were made in its own context: by its thread while
/// it lives, and by their tasks, and so on. So checks of tests that run at the same
/// time do not see each other's. A group that is made by a std::thread is in no
/// check's context; the thread is found itself.
///
/// Threads belong to nobody: a check that was ever alive together with one of
/// another thread looks at them only if `look_at_threads(true)` says so. With
/// libsc-leak.so loaded in front of the program, the report says what started them.
///
/// It gives what runs 0.4 s to end, in pauses that double from 1 µs to 100 ms, and
/// looks no longer than something is left.
///
/// Errors:   `std::bad_alloc`. While an exception unwinds the stack, and after
///           `find`, the destructor does not look.
/// Threads:  of the thread that made it.
/// Requires: what is made before it ends before it: it is declared first.
/// Order:    made in a task, it looks at what that task starts.
/// Source:   goleak, which cannot be used in parallel tests.
class leak_check {
 public:
  leak_check()
      : uncaught_(std::uncaught_exceptions()),
        scope_(detail::live_check::new_context(), detail::current_task()) {
    detail::start_thread_of_sanitizer();
    old_threads_ = detail::os_threads();
  }
  leak_check(const leak_check&) = delete;
  leak_check& operator=(const leak_check&) = delete;
  ~leak_check() {
    if (looked_ || std::uncaught_exceptions() > uncaught_) return;
    if (const leak_report left = find()) detail::leak_handler_of_process()(left);
  }

  /// What there is by now is no leak.
  void ignore_current() {
    scope_.set_id(detail::live_check::new_context());
    old_threads_ = detail::os_threads();
  }
  /// Threads of this name are no leaks. Shape: a glob: `*` is any text, `?` any character.
  void ignore_thread_name(std::string glob) { thread_names_.push_back(std::move(glob)); }
  /// Groups of this name are no leaks, nor what is inside them.
  void ignore_group_name(std::string glob) { group_names_.push_back(std::move(glob)); }
  /// What was started there is no leak: groups whose place, as `dump` shows it, is
  /// matched; threads one of whose creating functions, or its file, is.
  void ignore_creator(std::string glob) { creators_.push_back(std::move(glob)); }
  /// What is `sc::detached` is no leak.
  void ignore_detached() noexcept { detached_ = false; }
  /// Whether threads are looked at; by default if no other check was there.
  void look_at_threads(bool always) noexcept { threads_ = always; }

  /// Gives what runs time to end; says what does not.
  [[nodiscard]] leak_report find() {
    using std::chrono::microseconds;
    looked_ = true;
    const detail::blocking_region region;
    microseconds pause{1};
    leftovers left = look();
    for (int i = 0; i < retries && !left.empty(); ++i) {
      std::this_thread::sleep_for(pause);
      pause = std::min<microseconds>(pause * 2, longest_pause);
      left = look();
    }
    return report_on(left);
  }

 private:
  static constexpr int retries = 20;
  static constexpr std::chrono::milliseconds longest_pause{100};

  struct os_thread {
    long number;
    std::string name;
  };
  struct leftovers {
    std::vector<detail::group_view> groups;
    std::vector<detail::detached_view> detached;
    std::vector<os_thread> threads;
    bool empty() const noexcept { return groups.empty() && detached.empty() && threads.empty(); }
  };

  leftovers look() const {
    leftovers left;
    detail::process_view all = detail::view_process();
    collect(all.groups, left);
    if (detached_)
      for (detail::detached_view& one : all.detached)
        if (one.context == scope_.id()) left.detached.push_back(std::move(one));
    if (threads_.value_or(!alive_.has_company())) left.threads = new_threads();
    return left;
  }

  /// The outermost groups that are in the context of this, and busy.
  void collect(std::vector<detail::group_view>& groups, leftovers& left) const {
    for (detail::group_view& one : groups) {
      if (one.owns_detached || one.context != scope_.id())
        collect(one.groups, left);
      else if (one.running + one.queued != 0 && !is_any(group_names_, one.name) &&
               !is_any(creators_, one.at))
        left.groups.push_back(std::move(one));
    }
  }

  std::vector<os_thread> new_threads() const {
    std::vector<long> known = old_threads_;
    known.push_back(detail::thread_number());
    detail::listed_thread::for_each(
        [&](const detail::listed_thread& one) { known.push_back(one.number); });
    std::vector<os_thread> found;
    for (const long number : detail::os_threads()) {
      if (std::find(known.begin(), known.end(), number) != known.end()) continue;
      std::string name = detail::name_of_os_thread(number);
      if (name.empty()) continue;  // It has ended.
      if (is_any(thread_names_, name) || is_created_by_ignored(number)) continue;
      found.push_back({number, std::move(name)});
    }
    return found;
  }

  static bool is_any(const std::vector<std::string>& globs, std::string_view text) {
    return std::any_of(globs.begin(), globs.end(),
                       [&](const std::string& glob) { return detail::matches(glob, text); });
  }
  bool is_created_by_ignored(long number) const {
    if (creators_.empty()) return false;
    const std::string creation = detail::creation_of_os_thread(number);
    for (std::string_view rest = creation; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      // "    #0 function (file+offset)"
      const std::size_t function = line.find(' ', line.find('#')), file = line.rfind(" ("),
                        offset = line.rfind('+');
      if (function == line.npos || file == line.npos || offset == line.npos || offset < file) continue;
      if (is_any(creators_, line.substr(function + 1, file - function - 1)) ||
          is_any(creators_, line.substr(file + 2, offset - file - 2)))
        return true;
    }
    return false;
  }

  static std::size_t tasks_in(const detail::group_view& group) noexcept {
    std::size_t sum = group.running + group.queued;
    for (const detail::group_view& one : group.groups) sum += tasks_in(one);
    return sum;
  }
  static std::string count_of(std::size_t number, const char* what) {
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
  }

  static leak_report report_on(const leftovers& left) {
    leak_report report;
    if (left.empty()) return report;
    detail::view_text text(detail::timers().now());
    for (std::size_t i = left.groups.size(); i-- != 0;) {
      report.tasks += tasks_in(left.groups[i]);
      text.add(left.groups[i], "");
    }
    text.add_detached(left.detached);
    report.tasks += left.detached.size();
    report.threads = left.threads.size();
    report.text = "sc::leak_check: " + count_of(report.tasks, "task") + " and " +
                  count_of(report.threads, "other thread") + " left\n" + text.text();
    for (const os_thread& one : left.threads) {
      report.text += "thread '" + one.name + "' (" + std::to_string(one.number) + ")\n";
      const std::string creation = detail::creation_of_os_thread(one.number);
      if (!creation.empty()) report.text += "  started by\n" + creation;
    }
    return report;
  }

  const int uncaught_;
  bool looked_ = false, detached_ = true;
  std::optional<bool> threads_;
  std::vector<long> old_threads_;
  std::vector<std::string> thread_names_, group_names_, creators_;
  const detail::live_check alive_;
  detail::context_scope scope_;
};

}  // namespace sc
