#include "Capacity.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Threading.h"
#include <algorithm>
#include <cstdint>
#include <optional>

using namespace llvm;

namespace sc_lint {

/// What a translation unit with heavy headers takes. Unit: bytes.
static constexpr uint64_t BytesPerJob = 1536ull << 20;

static std::optional<uint64_t> numberIn(const char *File) {
  auto Buffer = MemoryBuffer::getFileAsStream(File);
  uint64_t Value = 0;
  if (!Buffer || (*Buffer)->getBuffer().trim().getAsInteger(10, Value))
    return std::nullopt;
  return Value;
}

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

/// What a container may still take. Unit: bytes.
static std::optional<uint64_t> availableInContainer() {
  const auto Limit = numberIn("/sys/fs/cgroup/memory.max"),
             Used = numberIn("/sys/fs/cgroup/memory.current");
  if (!Limit || !Used)
    return std::nullopt;
  return *Limit - std::min(*Limit, *Used);
}

unsigned defaultJobs() {
  uint64_t Jobs = hardware_concurrency().compute_thread_count();
  for (std::optional<uint64_t> Bytes : {availableOnMachine(), availableInContainer()})
    if (Bytes)
      Jobs = std::min(Jobs, *Bytes / BytesPerJob);
  return static_cast<unsigned>(std::max<uint64_t>(Jobs, 1));
}

} // namespace sc_lint
