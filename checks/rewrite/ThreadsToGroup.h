#pragma once

#include "FreeNames.h"
#include "StartStatements.h"

namespace clang::tidy::structured {

/// Threads that variables of a function hold, and what the function does with them.
struct HeldThreads {
  const Stmt *Body = nullptr;          ///< Of the function.
  const CompoundStmt *Block = nullptr; ///< In which the group is to be.
  llvm::SmallVector<const VarDecl *> Holders;
  struct Start {
    const VarDecl *Holder = nullptr;
    const Expr *Made = nullptr;
  };
  llvm::SmallVector<Start> Starts;
  llvm::SmallVector<const Stmt *> Joins; ///< The statements that join, in order.
  bool InTemplate = false;
  bool Detached = false; ///< It is let go of, and not joined.
};

/// Makes tasks of a group of \p Threads, where these are joined or not joined: the group
/// waits where they are joined, and at the end of its scope.
Rewrite threadsToGroup(const HeldThreads &Threads, FreeNames &Names, const ASTContext &Context);

/// Makes a task of a group, which its scope waits for, of the one thread of \p Threads,
/// that is detached. It may have no holder.
Rewrite detachedToGroup(HeldThreads Threads, FreeNames &Names, const ASTContext &Context);

/// Hands that thread to the process, for a reason that is left open; nothing if that
/// cannot be.
std::vector<FixItHint> detachedToProcess(const HeldThreads &Threads, const ASTContext &Context);

} // namespace clang::tidy::structured
