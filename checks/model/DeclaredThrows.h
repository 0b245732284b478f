#pragma once

#include "Facts.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace clang::tidy::structured {

/// True if \p T, the type of a function or of a pointer to one, says that it
/// throws nothing.
bool saysNoexcept(QualType T);

/// What is known of \p Function without its body: never Visibly, save for
/// what is there to throw.
Throwing declaredThrowing(const FunctionDecl &Function);

/// True if \p Call is given text that a regular expression has matched, which
/// thus has the form that the program asked for.
bool isGivenMatchedText(const CallExpr &Call);

/// True if \p Call is given a constant that it can take: digits to read, or the
/// number of an element that an array has.
bool isGivenSoundConstant(const CallExpr &Call, const ASTContext &Context);

} // namespace clang::tidy::structured
