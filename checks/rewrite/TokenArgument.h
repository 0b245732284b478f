#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/Diagnostic.h"
#include <vector>

namespace clang::tidy::structured {

/// The edit by which \p Call hands \p Token, as its last argument, to \p With, which it
/// calls then: what it calls now, or an overload. Nothing if \p With takes it elsewhere, or
/// as another type, or a macro writes the call.
std::vector<FixItHint> passToken(const CallExpr &Call, const FunctionDecl &With,
                                 const VarDecl &Token);

} // namespace clang::tidy::structured
