#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include <vector>

namespace clang::tidy::structured {

/// Which variables hold the work of which spawns, as the code is read from top
/// to bottom.
///
/// A variable that has been joined, detached or moved from, and is started
/// again, holds the later work only. Branches are not told apart: what is
/// joined in one of two still counts until the variable is started again.
class Starts {
public:
  /// Notes that \p In holds the work of \p Spawn, started in function number
  /// \p Function.
  void start(const ValueDecl *In, size_t Spawn, unsigned Function);

  /// Notes that \p To holds what \p From holds: all of it if \p From is moved
  /// from, or else \p To is another name for it.
  enum class Pass { Move, Alias };
  void pass(const ValueDecl *From, const ValueDecl *To, Pass How);

  /// Notes that what \p In holds is joined or detached.
  void giveUp(const ValueDecl *In);

  /// How often \p In has been given up and started again.
  unsigned round(const ValueDecl *In) const { return Held.lookup(In).Round; }

  /// The spawns that \p In held in \p Round, started in function number
  /// \p Function.
  std::vector<size_t> startedIn(const ValueDecl *In, unsigned Round, unsigned Function) const;

private:
  struct Start {
    size_t Spawn;
    unsigned Function, Round;
  };
  struct Variable {
    llvm::SmallVector<Start, 1> All;
    unsigned Round = 0;
    bool GivenUp = false;
    const ValueDecl *AliasOf = nullptr;
  };

  bool isAlias(const ValueDecl *Var, const ValueDecl *Of) const;

  llvm::DenseMap<const ValueDecl *, Variable> Held;
};

} // namespace clang::tidy::structured
