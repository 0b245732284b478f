#pragma once

#include "llvm/ADT/StringRef.h"

namespace clang::tidy::structured {

/// True if a function called \p Name may, as that sounds, wait for what others do: "joinAll",
/// "stop", "run". "get" is no such word, as smart pointers have it too.
bool isWaitWord(llvm::StringRef Name);

} // namespace clang::tidy::structured
