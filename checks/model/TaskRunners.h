#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// Where \p Body, which a thread of \p Class runs, calls a task that others
/// hand to that class, with no try block around it; or null.
///
/// Null too if what the class does with a task before it gets there is not seen
/// in the file of \p Body, or keeps the task's errors, as std::packaged_task does.
const CallExpr *unguardedTask(const Stmt *Body, const CXXRecordDecl *Class);

} // namespace clang::tidy::structured
