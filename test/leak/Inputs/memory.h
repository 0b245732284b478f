#pragma once

#include <cstdio>

/// The pages of this process that are in memory.
inline long pages_in_memory() {
  long all = 0;
  long resident = 0;
  FILE *file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%ld %ld", &all, &resident) != 2)
    return -1;
  std::fclose(file);
  return resident;
}

/// Some for a stack or two; not enough for a record of each of some thousand threads.
constexpr long few_pages = 200;
