#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace clang::tidy::structured {

/// True if \p S does nothing but to join what the variables \p Of hold.
bool joinsOnly(const Stmt &S, llvm::ArrayRef<const VarDecl *> Of);

/// True if \p For counts, or goes through something, by a variable of its own.
bool onlyCounts(const ForStmt &For);

/// True if \p S does nothing but to get a container of \p Of ready, or to clear it.
bool preparesOnly(const Stmt &S, llvm::ArrayRef<const VarDecl *> Of);

} // namespace clang::tidy::structured
