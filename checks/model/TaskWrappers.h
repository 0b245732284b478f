#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

namespace clang::tidy::structured {

/// True if \p Function takes what may be a callable.
bool mayPassOn(const FunctionDecl &Function);

/// How \p Definition, a function with a body, passes one of its parameters on to
/// what starts work, and lets nobody have the handle; or nothing. \p StartedBy tells
/// what a call in it starts.
std::optional<SpawnApi>
wrappedBy(const FunctionDecl &Definition, const SpawnTable &Table,
          llvm::function_ref<std::optional<SpawnApi>(const CallExpr &)> StartedBy);

} // namespace clang::tidy::structured
