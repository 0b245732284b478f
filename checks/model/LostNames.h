#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace clang::tidy::structured {

/// True if the text of \p Body says the name of \p D at a place that the tree
/// knows nothing of: it lacks what could not be understood, and what a macro drops.
bool namesAreLost(const NamedDecl &D, const Stmt &Body, const ASTContext &Context);

} // namespace clang::tidy::structured
