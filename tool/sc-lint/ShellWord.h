#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace sc_lint {

/// \p Text as one word of a POSIX shell, in quotes.
std::string shellWord(llvm::StringRef Text);

} // namespace sc_lint
