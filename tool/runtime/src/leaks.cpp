#include "leaks.h"

#include <sc/detail/glob.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace sc::leak {

/// Whether the kernel has the thread; one that has not begun yet counts.
static bool exists(const thread_facts &facts) {
  return facts.tid == 0 || tgkill(getpid(), facts.tid, 0) == 0 || errno != ESRCH;
}

/// The name of a thread, as the kernel has it. Empty if it cannot be read.
static std::string name_of_running(pid_t tid) {
  const std::string path = "/proc/self/task/" + std::to_string(tid) + "/comm";
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return {};
  char name[64];
  const auto length = read(file, name, sizeof name);
  close(file);
  const std::string_view text(name, length > 0 ? static_cast<std::size_t>(length) : 0);
  return std::string(text.substr(0, text.find('\n')));
}

static bool any_matches(const std::vector<std::string> &globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const auto &glob) { return detail::matches(glob, text); });
}

/// Whether a sanitizer that the program is built with started the thread, for its own use.
static bool is_of_a_sanitizer(const thread_facts &facts, code_places &places) {
  const auto &stack = facts.creation;
  return std::any_of(stack.frames, stack.frames + std::min(stack.depth, 2), [&](const void *frame) {
    return detail::matches("__sanitizer::internal_start_thread(*", places.of_call(frame).function);
  });
}

static bool is_ignored(const leaked_thread &thread, const options &options, code_places &places) {
  if (thread.state == leak_state::detached && options.ignore_detached)
    return true;
  if (any_matches(options.ignored_names, thread.name))
    return true;
  if (options.ignored_creators.empty())
    return false;
  const auto &stack = thread.facts.creation;
  return std::any_of(stack.frames, stack.frames + stack.depth, [&](const void *frame) {
    const auto &place = places.of_call(frame);
    return any_matches(options.ignored_creators, place.function) ||
           any_matches(options.ignored_creators, place.file);
  });
}

static found_leaks find_leaks(const options &options, code_places &places) {
  found_leaks found;
  for (auto &facts : threads.facts()) {
    if (pthread_equal(facts.handle, pthread_self()) != 0)
      continue;
    const bool ended = facts.ended || !exists(facts);
    if (ended && facts.detached)
      continue; // In the moment of ending, or by the bare system call.
    if (is_of_a_sanitizer(facts, places))
      continue;
    const auto state = ended            ? leak_state::never_joined
                       : facts.detached ? leak_state::detached
                                        : leak_state::running;
    leaked_thread thread{facts, state, ended ? facts.name : name_of_running(facts.tid)};
    if (is_ignored(thread, options, places))
      ++found.ignored;
    else
      found.threads.push_back(std::move(thread));
  }
  return found;
}

// As goleak: the pauses double from a microsecond on, and none is longer than a tenth of a
// second. The 400 milliseconds of the default are about its 20 tries.
found_leaks wait_for_leaks(const options &options, code_places &places) {
  using clock = std::chrono::steady_clock;
  using std::chrono::milliseconds;
  const auto end = clock::now() + options.patience;
  for (clock::duration pause = std::chrono::microseconds(1);;
       pause = std::min<clock::duration>(pause * 2, milliseconds(100))) {
    found_leaks found = find_leaks(options, places);
    const bool some_run =
        std::any_of(found.threads.begin(), found.threads.end(),
                    [](const auto &thread) { return thread.state != leak_state::never_joined; });
    const auto left = end - clock::now();
    if (!some_run || left <= clock::duration::zero())
      return found;
    std::this_thread::sleep_for(std::min(pause, left));
  }
}

} // namespace sc::leak
