#pragma once

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// True if code may name \p Field, a member, at other places than in \p Known: it is
/// not private, the class has friends, or a function of the class does so, or is not
/// in the file of \p From.
bool isNamedElsewhere(const FieldDecl &Field, SourceLocation From,
                      const llvm::DenseSet<const Stmt *> &Known);

} // namespace clang::tidy::structured
