#include "Shard.h"
#include "../cache/ResultKey.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include <fmt/format.h>

using namespace llvm;

namespace sc_lint {

bool Shard::has(StringRef Id) const { return xxh3_64bits(Id) % Count == Index - 1; }

std::string Shard::text() const { return fmt::format("{}/{}", Index, Count); }

Expected<Shard> parseShard(StringRef Text) {
  const auto [Index, Count] = Text.split('/');
  Shard Result;
  if (Index.getAsInteger(10, Result.Index) || Count.getAsInteger(10, Result.Count) ||
      !Result.Index || Result.Index > Result.Count)
    return createStringError("--shard: '" + Text +
                             "' is no share: the second of four is written 2/4");
  return Result;
}

std::string nameOfAll(std::vector<std::string> Ids) {
  sort(Ids);
  return digest(join(Ids, "\n"));
}

} // namespace sc_lint
