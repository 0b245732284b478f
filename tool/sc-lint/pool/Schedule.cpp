#include "Schedule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <numeric>

using namespace llvm;

namespace sc_lint {

/// What is greater goes first.
using Rank = std::pair<bool, uint64_t>;

static Rank rankOf(const clang::tooling::CompileCommand &Command, const UnitTimes &Known) {
  if (const auto Time = Known.find(Command))
    return {false, Time->count()};
  uint64_t Size = 0;
  if (sys::fs::file_size(Command.Filename, Size))
    Size = 0; // It is not there, which is soon found out.
  return {true, Size};
}

std::vector<size_t> longestFirst(ArrayRef<clang::tooling::CompileCommand> Commands,
                                 const UnitTimes &Known) {
  std::vector<Rank> Ranks;
  for (const clang::tooling::CompileCommand &Each : Commands)
    Ranks.push_back(rankOf(Each, Known));
  std::vector<size_t> Order(Commands.size());
  std::iota(Order.begin(), Order.end(), 0);
  stable_sort(Order, [&](size_t A, size_t B) { return Ranks[A] > Ranks[B]; });
  return Order;
}

} // namespace sc_lint
