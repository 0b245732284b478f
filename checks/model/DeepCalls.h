#pragma once

#include "clang/Basic/Stack.h"

namespace clang::tidy::structured {

/// Runs \p Ask, which asks of a function what may make it ask the same of those
/// that it calls: generated code has chains of calls that no stack holds.
inline void askOfCallees(llvm::function_ref<void()> Ask) {
  noteBottomOfStack(); // Unless somebody has; clangd has not.
  runWithSufficientStackSpace([] {}, Ask);
}

} // namespace clang::tidy::structured
