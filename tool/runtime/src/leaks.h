#pragma once

#include "code_places.h"
#include "options.h"
#include "thread_registry.h"

#include <string>
#include <vector>

namespace sc::leak {

enum class leak_state { running, detached, never_joined };

/// A thread that nobody waited for.
struct leaked_thread {
  thread_facts facts;
  leak_state state;
  std::string name;
};

struct found_leaks {
  std::vector<leaked_thread> threads; ///< In the order of their starts.
  int ignored = 0;
};

/// Gives the threads time to end; returns those that leak nevertheless.
///
/// The calling thread is not one of them: it is the one that ends the process.
///
/// Errors: `std::bad_alloc`.
found_leaks wait_for_leaks(const options &options, code_places &places);

} // namespace sc::leak
