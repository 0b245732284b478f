#pragma once

#include <cstdint>
#include <functional>

namespace sc_lint {

/// How many worker processes this machine has room for: as many as cores, but
/// no more than its free memory feeds. At least 1.
unsigned defaultJobs();

/// True if there is memory for one more unit. The system is asked ten times a second at most.
bool hasRoom();

/// How workers keep the memory that they take low.
struct MemoryRule {
  /// A worker that holds more than this after a job is replaced. Unit: bytes.
  uint64_t MostAfterJob = 1ull << 30;
  /// Where it says no, no job is begun beside another.
  std::function<bool()> HasRoom = hasRoom;
};

} // namespace sc_lint
