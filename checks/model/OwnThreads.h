#pragma once

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// Calls \p Meet with what the branches of \p If call of a thread where, by its
/// condition, that thread is the one that runs them: by `get_id()` of both. Such a
/// thread cannot join itself.
void forEachCallOfOwnThread(const IfStmt &If,
                            llvm::function_ref<void(const CXXMemberCallExpr &)> Meet);

} // namespace clang::tidy::structured
