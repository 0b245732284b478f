#pragma once

#include "Facts.h"
#include "clang/AST/Decl.h"

namespace clang::tidy::structured {

/// Notes in \p Detach, which is in \p Starter, the wait with which the object of that function
/// ends, if it counts up what is waited for before: the work is to count down when it is done.
void addWaitAtEnd(const FunctionDecl *Starter, DetachSite &Detach);

} // namespace clang::tidy::structured
