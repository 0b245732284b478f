#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

namespace clang::tidy::structured {

/// How \p Call hands a callable to a pool of threads, if its declaration says that
/// it does: the class has threads, and the name of the function says that it queues
/// what it is given.
std::optional<SpawnApi> pooledBy(const CallExpr &Call, const SpawnTable &Table);

/// True if objects of \p Class may run what others hand them, and so may wait for it
/// when they end: a function queues it, or is called `add`.
bool isExecutor(const CXXRecordDecl &Class);

} // namespace clang::tidy::structured
