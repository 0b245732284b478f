#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// The expressions after which the process ends at once, as by std::abort(): no
/// destructor runs any more, so that nothing goes before a thread that is left.
class ProcessEnds {
public:
  /// Looks at the statements of \p Block. Comes before what is in them.
  void addBlock(const CompoundStmt &Block);

  /// True if \p E is followed by the end of the process, and by no branch before.
  bool follow(const Expr &E) const { return Before.contains(&E); }

private:
  llvm::DenseSet<const Stmt *> Before;
};

} // namespace clang::tidy::structured
