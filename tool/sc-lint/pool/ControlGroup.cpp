#include "ControlGroup.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace llvm;

namespace sc_lint {

namespace {
/// What a version calls its files.
struct Version {
  StringRef Folder, Limit, Used, Reclaimable;
};
constexpr Version First{"/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
                        "total_inactive_file "};
constexpr Version Second{"/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file "};
} // namespace

static std::string contentOf(const Twine &File) {
  const auto Buffer = MemoryBuffer::getFileAsStream(File);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

static std::optional<uint64_t> numberIn(StringRef Text) {
  uint64_t Value = 0;
  if (Text.trim().getAsInteger(10, Value))
    return std::nullopt;
  return Value;
}

/// The number after \p Name, which begins a line of \p Text, or 0.
static uint64_t valueOf(StringRef Name, StringRef Text) {
  for (StringRef Line : split(Text, '\n'))
    if (Line.consume_front(Name))
      return numberIn(Line).value_or(0);
  return 0;
}

/// What one group leaves, if it has a limit.
static std::optional<uint64_t> availableIn(const Twine &Folder, const Version &V) {
  const auto Limit = numberIn(contentOf(Folder + "/" + V.Limit)),
             Used = numberIn(contentOf(Folder + "/" + V.Used));
  if (!Limit || !Used)
    return std::nullopt;
  const uint64_t Free = valueOf(V.Reclaimable, contentOf(Folder + "/memory.stat"));
  const uint64_t Taken = *Used - std::min(*Used, Free);
  return *Limit - std::min(*Limit, Taken);
}

/// The least that \p Group, a path, and the groups around it leave.
static std::optional<uint64_t> availableUpwards(StringRef Root, StringRef Group, const Version &V) {
  std::optional<uint64_t> Least;
  for (;; Group = sys::path::parent_path(Group)) {
    const bool IsTop = Group.empty() || Group == "/";
    if (const auto Here = availableIn(Root + V.Folder + (IsTop ? "" : Group), V))
      Least = std::min(Least.value_or(*Here), *Here);
    if (IsTop)
      return Least;
  }
}

std::optional<uint64_t> availableInControlGroups(StringRef Root) {
  std::optional<uint64_t> Least;
  const std::string Groups = contentOf(Root + "/proc/self/cgroup");
  for (StringRef Line : split(Groups, '\n')) { // "0::/a/b", or "5:cpu,memory:/a/b".
    const auto [Controllers, Group] = Line.split(':').second.split(':');
    const bool IsFirst = is_contained(split(Controllers, ','), "memory");
    if (!Controllers.empty() && !IsFirst)
      continue;
    if (const auto Here = availableUpwards(Root, Group, IsFirst ? First : Second))
      Least = std::min(Least.value_or(*Here), *Here);
  }
  return Least;
}

} // namespace sc_lint
