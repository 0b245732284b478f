#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <sc/cached_thread.h>
#include <sc/cpu.h>
#include <sc/group.h>
#include <string>
#include <utility>
#include <vector>

/// A way in which a group starts the threads of its tasks.
struct launch_policy {
  const char* name;
  sc::launch_policy how;
  bool tasks_may_block;  ///< Whether all of them get on while some wait for others.

  friend void PrintTo(const launch_policy& policy, std::ostream* out) { *out << policy.name; }
};

/// All of them, one a line.
inline const launch_policy launch_policies[] = {
    {"own_thread", sc::own_thread, true},
    {"cached_thread", sc::cached_thread, true},
    {"cpu", sc::cpu, false},
};

/// A fixture: its tests make their groups by group().
class under_a_policy : public testing::TestWithParam<launch_policy> {
 protected:
  static sc::launch_policy how() { return GetParam().how; }
  template <class... Options>
  static sc::group group(Options&&... options) {
    return sc::group(how(), std::forward<Options>(options)...);
  }
};

/// For a suite whose tasks end by themselves, or when the test tells them to
/// before it waits.
inline auto every_policy() { return testing::ValuesIn(launch_policies); }

/// For a suite whose tasks wait for other tasks: not all policies promise that
/// those get on, but for `cpu` with each wait in a `sc::blocking`.
inline auto policies_that_let_tasks_block() {
  std::vector<launch_policy> found;
  for (const launch_policy& one : launch_policies)
    if (one.tasks_may_block) found.push_back(one);
  return testing::ValuesIn(found);
}

inline std::string name_of_policy(const testing::TestParamInfo<launch_policy>& tested) {
  return tested.param.name;
}
