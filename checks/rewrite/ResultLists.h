#pragma once

#include "FreeNames.h"
#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

/// Makes tasks of a group of \p Threads, of which a loop of a block starts each, and results of
/// these tasks of the elements of a container of the block to which the threads add one each as
/// the last thing that they do, under a lock or not, and that nothing uses before the join. Not
/// possible if that is not so.
Rewrite resultListToGroup(HeldThreads Threads, FreeNames &Names, const ASTContext &Context);

} // namespace clang::tidy::structured
