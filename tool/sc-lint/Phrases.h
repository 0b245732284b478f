#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace sc_lint {

/// "1 file", "2 files"; with another \p Ending, "2 fixes".
std::string counted(size_t Count, llvm::StringRef What, llvm::StringRef Ending = "s");

/// "a.h, b.h, c.h and 4 more": what names a few of \p Names, and counts the others.
std::string someOf(const std::vector<std::string> &Names);

} // namespace sc_lint
