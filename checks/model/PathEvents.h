#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::structured {

/// What one step of a body does to the threads that a local variable holds.
struct JoinEvent {
  enum class Kind {
    Start,   ///< From here on it holds a thread that runs.
    Clear,   ///< From here on it holds nothing.
    Release, ///< What it holds is joined, detached, or moved away.
    Escape,  ///< From here on, others may do that.
  };
  Kind What = Kind::Escape;
  const VarDecl *Of = nullptr;
  const Expr *At = nullptr; ///< What starts the thread.
  bool Replaces = false;    ///< What it held before is destroyed.
};

/// What the steps of a body do to the work of its local variables, for JoinFlow to
/// follow.
class PathEvents {
public:
  using List = llvm::SmallVector<JoinEvent, 1>;

  virtual ~PathEvents() = default;

  /// What happens at \p Step, an expression or a statement, and where \p Var is
  /// declared.
  const List &at(const Stmt *Step) const { return lookup(ByStep, Step); }
  const List &at(const VarDecl *Var) const { return lookup(ByVariable, Var); }

  /// True if a branch or loop \p Branch does for \p Var what has to be done if
  /// its thread, started at \p Start, is there to be joined: what its condition
  /// has to do with that is not known.
  virtual bool settles(const Stmt *Branch, const VarDecl *Var, const Expr *Start) const {
    return false;
  }

  /// What \p E asks of \p Var.
  enum class Question {
    Other,
    Joinable, ///< Whether there is a thread in it to be joined.
    Filled,   ///< Whether there is anything in it, which may have been joined.
    Empty,    ///< Whether there is nothing in it.
  };
  virtual Question asked(const Expr *E, const VarDecl *Var) const { return Question::Other; }

protected:
  llvm::DenseMap<const Stmt *, List> ByStep;
  llvm::DenseMap<const VarDecl *, List> ByVariable;

private:
  template <class Key>
  static const List &lookup(const llvm::DenseMap<const Key *, List> &Map, const Key *K) {
    static const List None;
    const auto Found = Map.find(K);
    return Found == Map.end() ? None : Found->second;
  }
};

} // namespace clang::tidy::structured
