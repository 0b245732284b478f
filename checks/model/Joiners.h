#pragma once

#include "SpawnTable.h"
#include "clang/AST/Expr.h"

namespace clang::tidy::structured {

/// The thread or future that \p E, the making of an object that waits for it
/// when it dies, is given: by value, by reference or by its address. Null if \p E
/// is nothing of the kind.
const Expr *givenToJoiner(const Expr *E, const SpawnTable &Table);

} // namespace clang::tidy::structured
