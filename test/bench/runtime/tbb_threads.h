#pragma once

#include <tbb/global_control.h>
#include <tbb/task_group.h>

#include "warm.h"

/// As many threads for oneTBB as `threads()` says, for as long as the program runs.
inline const tbb::global_control tbb_threads(tbb::global_control::max_allowed_parallelism,
                                             static_cast<std::size_t>(threads()));
