#pragma once

#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace sc_lint {

/// "; did you mean 'NAME'?" with the one of \p Names that was meant by
/// \p Wanted, or "" if that is anybody's guess.
std::string didYouMean(llvm::StringRef Wanted, llvm::ArrayRef<std::string> Names);

} // namespace sc_lint
