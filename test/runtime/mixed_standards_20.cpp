#include <stop_token>

#include "gate.h"
#include "mixed_standards.h"

static_assert(__cplusplus >= 202002L, "this file is C++20");

sc::task<bool> start_in_cxx20(sc::group& tasks) {
  return tasks.spawn([](const std::stop_token& stop) {
    gate stopped;
    const std::stop_callback callback(stop, [&] { stopped.open(); });
    stopped.wait();
    return stop.stop_requested();
  });
}

std::size_t sizes_in_cxx20() { return shared_sizes(); }
