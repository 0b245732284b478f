#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace clang::tidy::structured {

/// The edits by which \p Sleep, a statement of \p Function, ends when \p Token says so, and
/// the function with it. Nothing if the sleep has no counterpart in the runtime, or is part
/// of something else, or if the function has to give a result.
std::vector<FixItHint> stoppableSleep(const CallExpr &Sleep, const FunctionDecl &Function,
                                      const VarDecl &Token, const ASTContext &Context);

} // namespace clang::tidy::structured
