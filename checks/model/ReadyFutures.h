#pragma once

#include "Continuations.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace clang::tidy::structured {

/// Knows the futures that are ready as soon as they are made, so that no work runs on
/// for them: of make_ready_future() and the like, of functions of the same file that
/// return only such, of what continues one at once, and those by which a continuation
/// is told how the work before has ended.
class ReadyFutures {
public:
  explicit ReadyFutures(const SpawnTable &Table) : Table(Table) {}

  /// The callables that have run by then, and whose errors the future may carry.
  using Run = llvm::SmallSetVector<const Expr *, 1>;

  /// Notes the future that \p Call tells its continuation by.
  void addCall(const CXXMemberCallExpr &Call);

  /// What has run for the future that \p E makes, if that is known to be ready.
  std::optional<Run> runFor(const Expr *E);

  /// True if \p Function, called at \p From, is seen to return only ready futures.
  bool returnsReady(const FunctionDecl &Function, SourceLocation From) {
    Run Any;
    return addReturned(Function, From, Any);
  }

private:
  bool add(const Expr *E, Run &To);
  bool addCalled(const CallExpr &Call, Run &To);
  bool addContinued(const Continuation &Step, Run &To);
  bool addWork(const Expr &Work, Run &To);
  bool addReturned(const FunctionDecl &Function, SourceLocation From, Run &To);
  std::optional<Run> findReturned(const Stmt &Body);
  bool isReadyVariable(const ValueDecl &Named);

  const SpawnTable &Table;
  llvm::DenseSet<const ParmVarDecl *> Parameters;
  /// What the functions that have been asked return; one that is being asked, not known.
  llvm::DenseMap<const FunctionDecl *, std::optional<Run>> Known;
};

} // namespace clang::tidy::structured
