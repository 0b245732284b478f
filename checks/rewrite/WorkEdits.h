#pragma once

#include "SourceEdits.h"
#include "StartStatements.h"

namespace clang::tidy::structured {

/// The lambda that the thread which \p Made starts runs, if it is written there and is no
/// coroutine, or null.
const LambdaExpr *lambdaRunBy(const Expr &Made);

/// Keeps of \p S, of which \p Block is a part, only what stands in that, as deep in the
/// lines as \p S is.
void keepOnly(const CompoundStmt &Block, const Stmt &S, SourceEdits &To);

/// Takes from the list of \p Lambda what it captures by name and of which all other
/// places in it go by the edits.
void dropCaptures(const LambdaExpr &Lambda, SourceEdits &To);

/// Removes the declaration of \p Var in \p Body, if all other places there that name it go
/// by the edits. Returns why it has to stay, or "".
std::string dropVariable(const VarDecl &Var, const Stmt &Body, SourceEdits &To);

} // namespace clang::tidy::structured
