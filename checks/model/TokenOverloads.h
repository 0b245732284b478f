#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// True if objects of type \p T tell work to stop.
bool isStopToken(QualType T, const SpawnTable &Table);

/// The function that \p Call could call with a token and the same arguments:
/// what it calls, if the token is a parameter that is left to its default of
/// none, or an overload beside that. Null if there is none, and if it is
/// \p Caller, or a token is handed over already.
const FunctionDecl *takesTokenToo(const CallExpr &Call, const FunctionDecl &Caller,
                                  const SpawnTable &Table);

} // namespace clang::tidy::structured
