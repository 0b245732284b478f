#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// Describes the callable \p E that is handed to a spawn.
Callable describeCallable(const Expr *E, ASTContext &Context);

/// The bodies that \p Spawn, which starts work, is seen to run: of a lambda, or
/// of a function of this file, that it names.
llvm::SmallVector<const Stmt *> bodiesRunBy(const Stmt *Spawn);

/// The loop without condition that \p Body comes to, if nothing in that leaves it, or
/// null. It may be in a function of this file that the body calls.
const Stmt *endlessLoopIn(const Stmt *Body, ASTContext &Context);

/// True if \p Body visibly never ends by itself: it comes to such a loop.
bool isEndless(const Stmt *Body, ASTContext &Context);

} // namespace clang::tidy::structured
