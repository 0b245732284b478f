#pragma once

#include "../cache/UnitTimes.h"

namespace sc_lint {

/// In which order the units of \p Commands are best begun, by their numbers: those of which
/// nothing is known by the size of their files, then the others by the time that they took;
/// the most first, so that no worker is left with a long one at the end.
std::vector<size_t> longestFirst(llvm::ArrayRef<clang::tooling::CompileCommand> Commands,
                                 const UnitTimes &Known);

} // namespace sc_lint
