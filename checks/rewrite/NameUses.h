#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::structured {

/// Where \p Body, and lambdas in it, name one of \p Of, in the order of the tree.
llvm::SmallVector<const DeclRefExpr *> usesOf(llvm::ArrayRef<const VarDecl *> Of, const Stmt &Body);

} // namespace clang::tidy::structured
