#pragma once

#include "SpawnTable.h"
#include "clang/AST/Decl.h"
#include <optional>

namespace clang::tidy::structured {

/// What \p Function starts, if its declaration alone says that it starts a
/// thread: it takes the function that is to run, and returns a thread of C.
std::optional<SpawnApi> threadStartedBy(const FunctionDecl &Function);

} // namespace clang::tidy::structured
