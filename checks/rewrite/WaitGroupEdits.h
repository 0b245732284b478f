#pragma once

#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

/// What each thread counts when it is done, and the wait until all have.
struct WaitGroup {
  const ValueDecl *Counter = nullptr;
  const Expr *Until = nullptr; ///< What it is compared with, or null.
  const Stmt *Wait = nullptr;
};

/// Makes tasks of a group of \p Threads, and waits for that where \p By waits. What counts
/// goes, with the locks and the condition variables that are for nothing else.
Rewrite waitGroupToGroup(HeldThreads Threads, const WaitGroup &By, FreeNames &Names,
                         const ASTContext &Context);

} // namespace clang::tidy::structured
