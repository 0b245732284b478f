#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace clang::tidy::structured {

/// The variable or member whose value alone decides \p Condition, as in
/// `!Done`, `Done.load() == false` and `Count < 3`, or null.
const ValueDecl *flagOf(const Expr *Condition, const ASTContext &Context);

/// What \p E reads, if it reads one variable or member and does nothing else, or
/// null.
const ValueDecl *readBy(const Expr *E);

/// Where \p Body, or a lambda in it, changes \p Flag: by an assignment, or by a
/// member function of an atomic. Invalid if it does not.
SourceLocation changeOf(const ValueDecl &Flag, const Stmt *Body);

} // namespace clang::tidy::structured
