#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include <optional>

namespace clang::tidy::structured {

/// A variable that locks a mutex as long as it lives.
struct ScopedLock {
  const VarDecl *Var = nullptr;
  const VarDecl *Mutex = nullptr; ///< If that is a variable of a function.
};

/// True if \p T is a lock of the standard library.
bool isScopedLock(QualType T);

/// The lock that \p Declared makes of one mutex, if it does nothing else.
std::optional<ScopedLock> lockIn(const DeclStmt &Declared);

} // namespace clang::tidy::structured
