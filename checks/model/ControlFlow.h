#pragma once

#include "clang/AST/Decl.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>

namespace clang::tidy::structured {

/// What can be run after what, in the body of one function or lambda. What
/// stands in a branch that is never taken together with another, or behind a
/// return, does not come after it.
class ControlFlow {
public:
  ControlFlow(const FunctionDecl &Function, Stmt &Body, ASTContext &Context);

  /// True if \p Later can be run after \p Earlier, with none of \p Between run
  /// on the way. False if the body cannot be understood.
  bool reaches(const Stmt &Earlier, const Stmt &Later,
               const llvm::DenseSet<const Stmt *> &Between) const;

private:
  struct Position {
    const CFGBlock *Block = nullptr;
    unsigned Index = 0;
  };

  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const Stmt *, Position> Positions;
};

} // namespace clang::tidy::structured
