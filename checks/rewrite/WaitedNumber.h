#pragma once

#include "StartStatements.h"
#include "checks/model/Counts.h"

namespace clang::tidy::structured {

/// The starts of threads in a function, each of which counts, and what waits for that.
struct CountedStarts {
  const Stmt &Body; ///< Of the function.
  const StatementsOf &Statements;
  llvm::SmallVector<const Expr *> Starts;
  const Stmt &Wait;
  const VarDecl &Counter;
  const Expr *Until = nullptr; ///< What the counter is compared with, or null.
  bool Down = false;           ///< Each counts one less.
};

/// True if the code shows that \p Of waits until as many have counted as are started: two
/// numbers that are the same in the source.
bool waitsForAll(const CountedStarts &Of, const ASTContext &Context);

} // namespace clang::tidy::structured
