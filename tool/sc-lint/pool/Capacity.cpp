#include "Capacity.h"
#include "ControlGroup.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Threading.h"
#include <algorithm>
#include <chrono>
#include <optional>

using namespace llvm;

namespace sc_lint {

/// What a translation unit with heavy headers takes. Unit: bytes.
static constexpr uint64_t BytesPerJob = 1536ull << 20;

/// What most units take. One that takes more, and fails for that, is done again alone.
static constexpr uint64_t BytesToBegin = 512ull << 20;

/// MemAvailable of the kernel. Unit: bytes.
static std::optional<uint64_t> availableOnMachine() {
  auto Buffer = MemoryBuffer::getFileAsStream("/proc/meminfo");
  uint64_t KiB = 0;
  if (!Buffer)
    return std::nullopt;
  const StringRef Rest = (*Buffer)->getBuffer().split("MemAvailable:").second.ltrim();
  if (Rest.take_until([](char C) { return C == ' '; }).getAsInteger(10, KiB))
    return std::nullopt;
  return KiB << 10;
}

/// What may still be taken. Unit: bytes.
static uint64_t available() {
  return std::min(availableOnMachine().value_or(UINT64_MAX),
                  availableInControlGroups().value_or(UINT64_MAX));
}

unsigned defaultJobs() {
  const uint64_t Cores = hardware_concurrency().compute_thread_count();
  return static_cast<unsigned>(std::clamp<uint64_t>(available() / BytesPerJob, 1, Cores));
}

bool hasRoom() {
  using Clock = std::chrono::steady_clock;
  static std::optional<Clock::time_point> Looked;
  static bool HasRoom = false;
  if (!Looked || Clock::now() - *Looked > std::chrono::milliseconds(100)) {
    HasRoom = available() >= BytesToBegin;
    Looked = Clock::now();
  }
  return HasRoom;
}

} // namespace sc_lint
