#pragma once

#include "SpawnTable.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// What becomes of the errors that a variable's futures carry.
struct FutureFate {
  /// Something looks at them, or could: a call of get(), or any use that is not
  /// known to leave them alone.
  bool Observed = false;
  /// Where the work is waited for, if it is.
  SourceLocation WaitedAt;
};

/// Says what the unit does with the futures that \p Var holds: a local variable
/// or parameter, a static variable of the open file, or a member of a class of
/// the open file. Followed are aliases, elements, copies, moves to other
/// variables, and calls of functions of the open file.
FutureFate fateOf(const ValueDecl &Var, const SpawnTable &Table, ASTContext &Context);

} // namespace clang::tidy::structured
