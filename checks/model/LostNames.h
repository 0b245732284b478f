#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace clang::tidy::structured {

/// True if the text of \p Body says the name of \p Var at a place that the tree
/// knows nothing of: after an error, the tree lacks what could not be understood.
bool namesAreLost(const VarDecl &Var, const Stmt &Body, ASTContext &Context);

} // namespace clang::tidy::structured
