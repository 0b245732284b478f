#pragma once

#include <gtest/gtest.h>

#include "explore.h"

namespace explore {

/// A failure of the running test if a schedule of \p what fails, or if not all ran.
inline void expect_right(const body& what) {
  const result r = run(what);
  ASSERT_TRUE(r.ok) << r.report;
  EXPECT_GE(r.schedule + 1, options().schedules);
}

}  // namespace explore
