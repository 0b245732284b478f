#pragma once

#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// The local variable that is written to, or whose elements are, if a function
/// gets the pointer \p E, or null.
const VarDecl *localWrittenTo(const Expr &E);

/// True if the function around \p Var, which a function of C has written the
/// handle of a thread to, ends and has nothing that could use the handle: it names
/// \p Var once, for that call, and waits for no threads by ending just its own.
bool isForgotten(const VarDecl &Var, ASTContext &Context);

/// True if \p Call gives the handle of the thread that it runs in.
bool givesOwnHandle(const CallExpr &Call);

/// True if a thread that runs \p Work may detach itself, or tell others its
/// handle: it asks for that, or what it runs stands in another file.
bool mayTellItself(const Expr *Work);

} // namespace clang::tidy::structured
