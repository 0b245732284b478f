#pragma once

#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::structured {

/// What \p S, which may be null, does in any case where it comes by \p Loc, in the order of the
/// text: what a lambda does later, or only a branch that \p Loc is not in, does not count, nor
/// what is only looked at, as by sizeof. \p Is is asked of each statement until it says true.
/// Unlike forEachSureStep(), it goes into the branches around \p Loc, and past what leaves.
bool anyStepOnWay(const Stmt *S, SourceLocation Loc, const SourceManager &Sources,
                  llvm::function_ref<bool(const Stmt &)> Is);

} // namespace clang::tidy::structured
