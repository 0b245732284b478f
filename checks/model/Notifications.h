#pragma once

#include "clang/AST/ExprCXX.h"
#include <optional>

namespace clang::tidy::structured {

/// What POSIX runs in a thread of its own when a timer has expired, or a message is there.
struct NotifiedWork {
  const Expr *Function = nullptr;
  const Expr *Value = nullptr; ///< What the function is given, or null.
};

/// What \p Call, in \p In, of a function of C that has a thread told of an event, says
/// to be run: by a `sigevent`, a variable of that function, the parts of which are each
/// set once. Otherwise nothing.
std::optional<NotifiedWork> notifiedBy(const CallExpr &Call, const FunctionDecl &In);

} // namespace clang::tidy::structured
