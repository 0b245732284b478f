// A group that files of two language versions share.
#include <gtest/gtest.h>

#include "gate.h"
#include "mixed_standards.h"

namespace {

TEST(MixedStandards, ShareAGroup) {
  sc::group tasks;
  sc::task<bool> there = start_in_cxx20(tasks);
  sc::task<bool> here = tasks.spawn([](const sc::stop_token& stop) {
    gate stopped;
    const sc::stop_callback callback(stop, [&] { stopped.open(); });
    stopped.wait();
    return stop.stop_requested();
  });
  EXPECT_EQ(tasks.active(), 2u);
  tasks.cancel();
  tasks.wait();
  EXPECT_TRUE(there.get());
  EXPECT_TRUE(here.get());
}

TEST(MixedStandards, HaveOneLayout) { EXPECT_EQ(shared_sizes(), sizes_in_cxx20()); }

}  // namespace
