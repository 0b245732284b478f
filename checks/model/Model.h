#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// Finds the facts of a translation unit, in one walk over the code that is
/// the user's. Declarations of system headers are not looked at.
///
/// A unit that spells none of the names in \p Table costs a few look-ups.
Facts findFacts(ASTContext &Context, const SpawnTable &Table);

} // namespace clang::tidy::structured
