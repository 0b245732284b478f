#pragma once

#include "clang/AST/Decl.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>
#include <optional>

namespace clang::tidy::structured {

/// What can be run after what, in the body of one function or lambda. What
/// stands in a branch that is never taken together with another, or behind a
/// return, does not come after it.
///
/// The graph is built when it is first asked for.
class ControlFlow {
public:
  ControlFlow(const FunctionDecl *Function, Stmt &Body, ASTContext &Context)
      : Function(Function), Body(Body), Context(Context) {}

  /// The graph of the body, with the destructors of its variables, or null if
  /// the body cannot be understood.
  const CFG *graph() const;

  /// True if \p Later can be run after \p Earlier, with none of \p Between run
  /// on the way. False if the body cannot be understood.
  bool reaches(const Stmt &Earlier, const Stmt &Later,
               const llvm::DenseSet<const Stmt *> &Between) const;

  /// How a variable ends, or is given another value.
  struct Death {
    SourceLocation Loc;
    bool AtReturn = false; ///< The function returns there.
    bool Changed = false;  ///< It lives on, and is changed.
  };

  /// What is looked for after a place, and what is in between.
  struct Search {
    const VarDecl *Var = nullptr;
    const Stmt *Change = nullptr;                 ///< What changes it, or null.
    llvm::DenseSet<const Stmt *> Between;         ///< None of these is run on the way.
    llvm::DenseSet<const VarDecl *> DyingBetween; ///< None of these dies on the way.
  };

  /// How the variable ends first after \p Start, if it does: of several ways, that
  /// which leads to the last place.
  std::optional<Death> deathAfter(const Stmt &Start, const Search &Of) const;

private:
  struct Position {
    const CFGBlock *Block = nullptr;
    unsigned Index = 0;
  };

  /// Searches \p Block from \p Index on. Sets \p Goes to false if the way ends there.
  std::optional<Death> deathIn(const CFGBlock &Block, unsigned Index, const Search &Of,
                               bool &Goes) const;

  const FunctionDecl *Function;
  Stmt &Body;
  ASTContext &Context;
  mutable bool Built = false;
  mutable std::unique_ptr<CFG> Graph;
  mutable llvm::DenseMap<const Stmt *, Position> Positions;
};

} // namespace clang::tidy::structured
