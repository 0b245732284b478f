#pragma once

#include "Handles.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::structured {

/// What the body of one function, with the lambdas in it, does to threads that
/// members hold.
struct MemberEffects {
  struct Start {
    const FieldDecl *Field;
    const Expr *At; ///< What starts the thread.
  };
  llvm::SmallVector<Start, 1> Starts;
  /// Joined, detached, or moved away; and where.
  llvm::SmallDenseMap<const FieldDecl *, SourceLocation, 2> Releases;
  llvm::SmallPtrSet<const FieldDecl *, 2> Escapes; ///< Used in a way that is not understood.
  llvm::SmallPtrSet<const FieldDecl *, 2> Asked;   ///< Whether there is something to join.
  /// The members that a template names, of whatever class.
  llvm::SmallPtrSet<const IdentifierInfo *, 2> Said;
  /// The member functions, and the functions that get the object, that it calls.
  llvm::SmallSetVector<const FunctionDecl *, 4> Calls;
  llvm::SmallPtrSet<const FunctionDecl *, 4> CallsWithThis; ///< For its own object.
  bool Unknown = false; ///< It calls something for its own object that is not known.
};

/// Reads \p Function for the members that \p IsThread is true of.
MemberEffects readMemberEffects(const FunctionDecl &Function, const SpawnTable &Table,
                                const Handles &Kept,
                                llvm::function_ref<bool(const FieldDecl *)> IsThread);

/// The same of the initializer \p Init that a member has in its class.
MemberEffects readMemberEffects(const Expr &Init, const SpawnTable &Table, const Handles &Kept,
                                llvm::function_ref<bool(const FieldDecl *)> IsThread);

} // namespace clang::tidy::structured
