#pragma once

#include "FreeNames.h"
#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

/// True if \p S, of a lambda's body, returns from it.
bool returns(const Stmt &S);

bool capturesByReference(const LambdaExpr &Lambda, const VarDecl &Var);

/// Makes tasks of a group of \p Threads, which a block starts and joins, and results of the
/// tasks of the variables of the block that the threads set as the last thing that they do, and
/// that nothing uses before the join. Not possible if there are none of these.
Rewrite resultsToGroup(HeldThreads Threads, FreeNames &Names, const ASTContext &Context);

} // namespace clang::tidy::structured
