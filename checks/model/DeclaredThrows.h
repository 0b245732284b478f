#pragma once

#include "Facts.h"
#include "clang/AST/Decl.h"

namespace clang::tidy::structured {

/// True if \p T, the type of a function or of a pointer to one, says that it
/// throws nothing.
bool saysNoexcept(QualType T);

/// What is known of \p Function without its body: never Visibly, save for
/// what is there to throw.
Throwing declaredThrowing(const FunctionDecl &Function);

} // namespace clang::tidy::structured
