#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// True if \p T, or what it refers to, is a class whose objects stand for running work.
bool isFuture(QualType T, const SpawnTable &Table);

/// What a call such as then() makes of a future: another one, of what runs when the
/// work of the first has ended.
struct Continuation {
  const Expr *Before = nullptr; ///< The first future, or null if this is no such call.
  const Expr *Work = nullptr;   ///< What runs then, or null if nothing does.
  bool Elsewhere = false;       ///< It may be put off, though the first is ready.
  /// It is told every error of the work before, so that the future has only its own.
  bool TakesErrors = false;
};

/// \p E as a call of then(), finally() or the like, which is empty if it is none.
Continuation continuation(const Expr *E, const SpawnTable &Table);

} // namespace clang::tidy::structured
