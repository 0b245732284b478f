#pragma once

#include "SpawnTable.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// True if a template of the code, in which something could be found, may be made use of by a
/// body that the compiler has passed over: nothing is made of it in the tree.
///
/// That is a generic lambda that nothing calls, or a function of a class template, or a call
/// operator, that spells a name of \p Table or a join, and has no body for the types it is
/// there for.
bool missesInstances(ASTContext &Context, const SpawnTable &Table);

} // namespace clang::tidy::structured
