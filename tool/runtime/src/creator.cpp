// What another part of the program asks about a thread.

#include "code_places.h"
#include "report.h"
#include "thread_registry.h"

#include <algorithm>
#include <cstring>
#include <exception>

using namespace sc::leak;

#pragma GCC visibility push(default)
extern "C" {

/// Writes down, as the report does, the calls that started a running thread: as much of it as
/// there is room for, and a null. Returns the length of all of it; 0 if the thread is not known.
std::size_t sc_leak_creator_of(long tid, char *text, std::size_t size) noexcept {
  try {
    const auto all = threads.facts();
    const auto found = std::find_if(all.begin(), all.end(), [&](const thread_facts &facts) {
      return facts.tid == tid && !facts.ended;
    });
    if (found == all.end())
      return 0;
    code_places places;
    const std::string creation = creation_of(*found, places);
    if (size != 0) {
      const std::size_t length = std::min(creation.size(), size - 1);
      std::memcpy(text, creation.data(), length);
      text[length] = '\0';
    }
    return creation.size();
  } catch (const std::exception &) {
    return 0;
  }
}

} // extern "C"
#pragma GCC visibility pop
