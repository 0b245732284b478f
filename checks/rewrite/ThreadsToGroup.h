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
    /// What stands around a start of the task, if it is to have a result.
    std::string Before = {}, After = {};
  };
  llvm::SmallVector<Start> Starts;
  llvm::SmallVector<const Stmt *> Joins; ///< The statements that join, in order.
  bool InTemplate = false;
  std::string GroupName; ///< Or "" for one that is free.
  bool Detached = false; ///< They are let go of, and not joined.
  /// A sleep after which they should be done, or another wait: the group waits in its place.
  const Stmt *Wait = nullptr;
  std::string AfterWait; ///< The text of what is done then.
};

/// Makes tasks of a group of \p Threads, where these are joined or not joined: the group
/// waits where they are joined, and at the end of its scope. \p More makes further edits, and
/// returns what these change, or "".
Rewrite threadsToGroup(const HeldThreads &Threads, FreeNames &Names, const ASTContext &Context,
                       llvm::function_ref<std::string(SourceEdits &)> More = nullptr);

/// The block that a group is to be in which owns the detached thread that \p Made starts:
/// the innermost, but outside of loops. Null if it is not in one.
const CompoundStmt *blockForGroup(const Expr &Made, const Stmt &Body);

/// Makes the one thread of \p Threads, which is detached, a task of a group that becomes the
/// last member of \p Class, whose member function starts it.
Rewrite detachedToMember(const HeldThreads &Threads, const CXXRecordDecl &Class,
                         const ASTContext &Context);

/// Hands the one thread of \p Threads, which is detached, to the process, for a reason that
/// is left open; nothing if that cannot be.
std::vector<FixItHint> detachedToProcess(const HeldThreads &Threads, const ASTContext &Context);

} // namespace clang::tidy::structured
