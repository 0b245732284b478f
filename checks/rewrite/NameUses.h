#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::structured {

/// Where \p Body, and lambdas in it, name one of \p Of, in the order of the tree.
llvm::SmallVector<const DeclRefExpr *> usesOf(llvm::ArrayRef<const VarDecl *> Of, const Stmt &Body);

/// Calls \p Each for every identifier that \p Body is written with, also in code that is not
/// compiled here.
void forEachIdentifier(const Stmt &Body, const ASTContext &Context,
                       llvm::function_ref<void(SourceLocation, StringRef)> Each);

/// True if the text of \p Body says the name of \p Var where nothing is compiled of it, as in
/// another configuration, or in what a macro drops.
bool isSaidUnseen(const ValueDecl &Var, const Stmt &Body, const ASTContext &Context);

/// True if \p Body declares another variable of the name of \p Var.
bool isHiddenIn(const ValueDecl &Var, const Stmt &Body);

} // namespace clang::tidy::structured
