#pragma once

#include "ElementCount.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// The loop over the elements of \p Of that gives each what \p Start starts, and does nothing
/// else with it; or null.
const CXXForRangeStmt *elementLoop(const Expr &Start, const VarDecl &Of,
                                   const StatementsOf &Statements);

/// Makes of \p Loop, over elements, one that goes round \p Count times, and leaves these alone.
void countInstead(const CXXForRangeStmt &Loop, const CountText &Count, SourceEdits &To);

} // namespace clang::tidy::structured
