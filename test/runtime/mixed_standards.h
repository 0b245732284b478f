#pragma once

#include <sc/group.h>

/// Is compiled as C++20, whatever the rest is: starts a task that takes the
/// standard's token and says whether it saw the stop.
sc::task<bool> start_in_cxx20(sc::group& tasks);
/// The sizes of what both sides share, as C++20 sees them.
std::size_t sizes_in_cxx20();

inline std::size_t shared_sizes() {
  return sizeof(sc::group) + 100 * sizeof(sc::detail::group_state) + 10000 * sizeof(sc::detail::stop_state);
}
