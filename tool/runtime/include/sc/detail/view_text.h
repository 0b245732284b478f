#pragma once

// How what runs is written down, a line for each group and task.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "group_view.h"

namespace sc::detail {

/// "340 ms", "3.2 s", "12 s", "5 min", "3 h", "2 d".
inline std::string text_of(steady_time::duration age) {
  using std::chrono::milliseconds;
  const auto ms = std::chrono::duration_cast<milliseconds>(age).count();
  const auto in = [&](long long unit, const char* name) {
    return std::to_string(ms / unit) + ' ' + name;
  };
  if (ms < 1000) return in(1, "ms");
  if (ms < 10000) return std::to_string(ms / 1000) + '.' + std::to_string(ms / 100 % 10) + " s";
  if (ms < 120 * 1000) return in(1000, "s");
  if (ms < 120 * 60000) return in(60000, "min");
  if (ms < 48 * 3600000LL) return in(3600000, "h");
  return in(24 * 3600000LL, "d");
}

/// Writes down a process_view, or parts of one, as of a certain time.
class view_text {
 public:
  explicit view_text(steady_time now) : now_(now) {}

  void add(const process_view& all) {
    add_oldest_first(all.groups, "");
    add_detached(all.detached);
    add_pool(all.pool);
  }
  void add(const group_view& group, const std::string& indent) {
    text_ += indent + "group" + quoted(group.name) + place(group.at) + age(group.since);
    if (group.limit != unlimited) text_ += ", limit " + std::to_string(group.limit);
    text_ += ": " + state_of(group) + '\n';
    for (std::size_t i = group.tasks.size(); i-- != 0;)
      text_ += indent + "  task" + place(group.tasks[i].at) + age(group.tasks[i].since) + '\n';
    add_oldest_first(group.groups, indent + "  ");
  }
  void add_detached(const std::vector<detached_view>& tasks) {
    if (!tasks.empty()) text_ += "detached\n";
    for (std::size_t i = tasks.size(); i-- != 0;)
      text_ += "  task" + quoted(tasks[i].reason) + age(tasks[i].since) + '\n';
  }
  void add_pool(const std::vector<pool_thread_view>& threads) {
    if (!threads.empty()) text_ += "pool\n";
    for (std::size_t i = threads.size(); i-- != 0;)
      text_ += "  thread " + std::to_string(threads[i].number) + ": task" + place(threads[i].at) + '\n';
  }
  const std::string& text() const noexcept { return text_; }

 private:
  void add_oldest_first(const std::vector<group_view>& groups, const std::string& indent) {
    for (std::size_t i = groups.size(); i-- != 0;) {
      if (groups[i].owns_detached)  // What it runs is listed by itself.
        add_oldest_first(groups[i].groups, indent);
      else
        add(groups[i], indent);
    }
  }

  static std::string quoted(const std::string& name) {
    return name.empty() ? name : " \"" + name + '"';
  }
  static std::string place(const std::string& at) { return at.empty() ? at : " at " + at; }
  std::string age(steady_time since) const {
    return ", " + text_of(now_ > since ? now_ - since : steady_time::duration::zero());
  }
  static std::string state_of(const group_view& group) {
    std::string text = group.running == 0 ? "" : std::to_string(group.running) + " running";
    if (group.queued != 0) text += (text.empty() ? "" : ", ") + std::to_string(group.queued) + " queued";
    if (text.empty()) text = "idle";
    return group.stopping ? text + ", told to stop" : text;
  }

  const steady_time now_;
  std::string text_;
};

}  // namespace sc::detail
