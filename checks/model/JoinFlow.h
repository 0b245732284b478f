#pragma once

#include "Conditions.h"
#include "Facts.h"
#include "PathEvents.h"
#include "Throws.h"
#include "Unwinding.h"
#include <set>
#include <tuple>

namespace clang::tidy::structured {

/// A way through a body on which a thread is dropped that may be running.
struct MissedJoin {
  const Expr *Start = nullptr; ///< What starts the thread.
  UnjoinedThread::Kind How = UnjoinedThread::Kind::Scope;
  /// The branch from which on nothing joins it: the condition, or the case.
  Branching By = Branching::None;
  const Stmt *Branch = nullptr;
  const Stmt *End = nullptr; ///< What leaves the scope, or replaces the thread.
  ThrowEvidence Thrown;      ///< What has to be thrown for that.
};

/// A join that is missed if a function throws, as other files tell.
struct OpenMiss {
  MissedJoin If;
  Throws::Escape Call;
};

/// Follows the threads of one local variable, or what else events tell of, along the
/// paths of a body.
///
/// Paths that the conditions rule out are not taken, an exception is where the
/// model knows of one, and it unwinds: Clang's own edges for exceptions run past
/// every destructor and handler.
class JoinFlow {
public:
  JoinFlow(const CFG &Graph, const PathEvents &Events, const Conditions &Known,
           const Unwinding &Tries, Throws &Throwers);

  /// The missed joins of \p Var, the first for each start, those that are certain
  /// before those that only an exception that may be thrown brings about. None
  /// if there are too many paths. \p Which kinds are of interest: all if empty.
  std::vector<MissedJoin> misses(const VarDecl *Var,
                                 llvm::ArrayRef<UnjoinedThread::Kind> Which = {});

  /// Those joins of the variable that misses() was asked for last that a function of another
  /// file would have missed by throwing, once for each.
  llvm::ArrayRef<OpenMiss> openMisses() const { return Open; }

private:
  enum class State { Nothing, Runs };
  struct Node {
    const CFGBlock *Block = nullptr;
    State Is = State::Nothing;
    const Expr *Start = nullptr;
    ThrowEvidence Thrown; ///< What has to be thrown on the way, the least certain of it.
    KnownConditions Known;
    int Before = -1; ///< The node that leads here.
    int Branch = -1; ///< By which of its branches, or -1.
  };
  using Seen = std::tuple<unsigned, State, const Expr *, Throwing, KnownConditions>;

  void push(Node Next);
  void walk(int At);
  bool walkStep(Node &Now, const CFGElement &Element);
  bool apply(Node &Now, const PathEvents::List &Events, const Stmt *Step);
  void leave(const Node &Now, int At);
  std::optional<Node> branch(const Node &Now, int At, unsigned Index) const;
  void unwind(const Node &Now, const Stmt &Step);
  void miss(const Node &Now, UnjoinedThread::Kind How, const Stmt *End);
  void missIfThrown(const Node &Now, const Throws::Escape &Call, const Stmt &Step);
  MissedJoin missAt(const Node &Now, UnjoinedThread::Kind How, const Stmt *End) const;
  void showBranch(MissedJoin &Miss) const;
  void findWaysToJoin();

  const CFG &Graph;
  const PathEvents &Events;
  const Conditions &Known;
  const Unwinding &Tries;
  Throws &Throwers;
  llvm::DenseMap<const CXXCatchStmt *, const CFGBlock *> Handlers;

  const VarDecl *Var = nullptr;
  llvm::ArrayRef<UnjoinedThread::Kind> Which;
  int Current = -1; ///< The node that is walked.
  std::vector<Node> Nodes;
  std::set<Seen> Met;
  llvm::DenseSet<const CFGBlock *> LeadsToJoin;
  std::vector<MissedJoin> Found, Possible;
  std::vector<OpenMiss> Open;
};

} // namespace clang::tidy::structured
