#pragma once

#include "SpawnTable.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// True if a template of the code, in which something could be found, may be made use of by a
/// body that the compiler has passed over: it stands in a file that spells a name of \p Table or
/// a join, and there is no body of it, or of one of its functions, for the types it is there for.
/// What libraries call with types of their choice, generic lambdas and call operators, always
/// may.
bool missesInstances(ASTContext &Context, const SpawnTable &Table);

} // namespace clang::tidy::structured
