#pragma once

#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

/// A variable in which threads keep what they have caught, or a container of such, and what
/// rethrows that.
struct ErrorSlot {
  const VarDecl *Var = nullptr;
  const CallExpr *Rethrow = nullptr;
};

/// Makes tasks of a group of \p Threads, which are joined, and lets its wait rethrow their
/// first error in place of \p Slot, which goes, as does a mutex for nothing else.
Rewrite errorsToGroup(const HeldThreads &Threads, const ErrorSlot &Slot, FreeNames &Names,
                      const ASTContext &Context);

} // namespace clang::tidy::structured
