#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace sc_lint {

/// A depfile, as compilers write it: \p Target is made of \p Inputs. It is quoted for Make, so
/// that Ninja understands it too.
std::string depfile(llvm::StringRef Target, llvm::ArrayRef<std::string> Inputs);

} // namespace sc_lint
