#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// True if a value of type \p T, or what it points to, can count: an integer, or
/// an atomic one.
bool isCounter(QualType T);

/// True if a value of type \p T, or what it points to, is a latch: of the
/// standard library, Boost, Abseil or Folly, or a class that is called one.
bool isLatch(QualType T);

/// The name of \p What, or of what leads to it, in \p E, or null.
const Expr *nameIn(const Expr *E, const ValueDecl &What);

/// One step of a counter, or of a latch.
struct Count {
  const Expr *Name = nullptr; ///< The counter's name there, or null if there is none.
  bool Down = false;

  explicit operator bool() const { return Name; }
};

/// The step of \p Counter that \p S is, if it is one.
Count stepOf(const Stmt *S, const ValueDecl &Counter);

/// The step by which \p Body counts \p Counter when all else is done: as the last
/// that it does, but for what wakes up those who wait, or in a guard that counts
/// when it dies. What belongs to it goes to \p Known.
Count lastCount(const Stmt *Body, const ValueDecl &Counter, llvm::DenseSet<const Stmt *> &Known);

/// A wait until a counter has a certain value, or until a latch opens.
struct CountWait {
  const Expr *Counter = nullptr; ///< Its name.
  const Expr *Until = nullptr;   ///< What it is compared with, or null.
};

/// The wait that \p S is: that of a latch or of a condition variable, or a loop
/// that looks again and again. None if it is no wait; two if what is compared
/// may both be the counter.
llvm::SmallVector<CountWait, 2> countWaits(const Stmt &S);

} // namespace clang::tidy::structured
