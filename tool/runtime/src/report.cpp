#include "report.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace sc::leak {

using leak_group = std::vector<const leaked_thread *>;

static bool are_alike(const leaked_thread &left, const leaked_thread &right) {
  const auto &[a, b] = std::pair(left.facts.creation, right.facts.creation);
  return left.state == right.state && left.facts.start == right.facts.start &&
         std::equal(a.frames, a.frames + a.depth, b.frames, b.frames + b.depth);
}

/// The threads that were started by the same calls and came to the same, together.
static std::vector<leak_group> groups_of(const std::vector<leaked_thread> &threads) {
  std::vector<leak_group> groups;
  for (const auto &thread : threads) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto &group) {
      return are_alike(*group.front(), thread);
    });
    if (same != groups.end())
      same->push_back(&thread);
    else
      groups.push_back({&thread});
  }
  return groups;
}

static std::string count_of(std::size_t count, const char *what) {
  return (count == 0 ? "no" : std::to_string(count)) + ' ' + what + (count > 1 ? "s" : "");
}

static std::string words_for(leak_state state) {
  switch (state) {
  case leak_state::running:
    return "still running";
  case leak_state::detached:
    return "detached and still running";
  case leak_state::never_joined:
    return "ended but never joined";
  }
  return {};
}

static std::string tid_of(const leaked_thread &thread) {
  return thread.facts.tid != 0 ? std::to_string(thread.facts.tid) : "not begun";
}

/// 3 threads 'reader' (4711, 4712), 'writer' (4713): still running
static std::string heading_of(const leak_group &group) {
  constexpr std::size_t most = 8;
  std::string text = group.size() == 1 ? "thread" : count_of(group.size(), "thread");
  for (std::size_t i = 0; i < std::min(group.size(), most); ++i) {
    const std::string &name = group[i]->name;
    if (i > 0 && name == group[i - 1]->name)
      text += ", ";
    else
      text += (i > 0 ? "), '" : " '") + (name.empty() ? "?" : name) + "' (";
    text += tid_of(*group[i]);
  }
  text += ')';
  if (group.size() > most)
    text += " and " + std::to_string(group.size() - most) + " more";
  return text + ": " + words_for(group.front()->state) + '\n';
}

/// acme::pool::start() (/usr/bin/acme+0x1234)
static std::string text_of(const code_place &place) {
  char offset[24];
  std::snprintf(offset, sizeof offset, "0x%zx", static_cast<std::size_t>(place.offset));
  if (place.file.empty())
    return std::string("code that is not loaded any more (") + offset + ')';
  return (place.function.empty() ? "?" : place.function) + " (" + place.file + '+' + offset + ')';
}

/// Whether a frame is of one that stands in front of `pthread_create` too, such as a sanitizer.
static bool creates_threads(const code_place &place) {
  return place.function.find("pthread_create") != std::string::npos;
}

std::string creation_of(const thread_facts &facts, code_places &places) {
  std::string text;
  int shown = 0;
  for (int i = 0; i < facts.creation.depth; ++i) {
    const auto &place = places.of_call(facts.creation.frames[i]);
    if (shown == 0 && creates_threads(place))
      continue;
    text += "    #" + std::to_string(shown++) + ' ' + text_of(place) + '\n';
    if (place.function == "main")
      return text; // What follows is the same in all programs.
  }
  if (facts.creation.depth == call_stack::most)
    text += "    and calls further out\n";
  return text;
}

static std::string text_of(const leak_group &group, code_places &places) {
  const auto &facts = group.front()->facts;
  std::string text = heading_of(group);
  if (const auto &place = places.of_function(facts.start); !place.function.empty())
    text += "  runs " + text_of(place) + '\n';
  return text + "  started by\n" + creation_of(facts, places);
}

std::string report_on(const found_leaks &leaks, code_places &places) {
  std::string text = std::string("libsc-leak: ") + program_invocation_name + " (process " +
                     std::to_string(getpid()) +
                     "): " + count_of(leaks.threads.size(), "leaked thread");
  if (leaks.ignored > 0)
    text += ", " + std::to_string(leaks.ignored) + " ignored";
  text += '\n';
  for (const auto &group : groups_of(leaks.threads))
    text += '\n' + text_of(group, places);
  return text;
}

static void write_all(int file, std::string_view text) noexcept {
  while (!text.empty()) {
    const auto written = write(file, text.data(), text.size());
    if (written > 0)
      text.remove_prefix(static_cast<std::size_t>(written));
    else if (written == 0 || errno != EINTR)
      return;
  }
}

void write_report(std::string_view text, const std::string &path) noexcept {
  const int file =
      path.empty() ? -1 : open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  write_all(file < 0 ? STDERR_FILENO : file, text);
  if (file >= 0)
    close(file);
}

} // namespace sc::leak
