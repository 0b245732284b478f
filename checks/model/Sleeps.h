#pragma once

#include "ControlFlow.h"
#include "Handles.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Finds the sleeps that come after work was started in the same function,
/// where nothing on the way waits for that work.
///
/// A sleep in a loop counts only where the loop does nothing else, until one
/// variable changes.
class Sleeps {
public:
  Sleeps(ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Context(Context), Sources(Context.getSourceManager()), Table(Table), Kept(Kept),
        Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work. What
  /// lambdas in it do is not part of it.
  void addBody(const Stmt &Body, const ControlFlow &Flow, const Place &At);

private:
  struct Sleep {
    const CallExpr *Call = nullptr;
    const ValueDecl *Flag = nullptr; ///< What the loop around it waits for.
  };
  /// What happens in one body.
  struct Events {
    llvm::SmallVector<std::pair<const Expr *, size_t>> Spawns;
    llvm::SmallVector<Sleep> Slept;
    llvm::DenseSet<const Stmt *> Waits;
  };

  void collect(const Stmt *S, bool InLoop, const ValueDecl *Flag, Events &To) const;
  void collectLoop(const Stmt &Loop, bool InLoop, Events &To) const;
  bool isSleep(const Expr *E, unsigned Depth = 3) const;
  void addSleep(const Sleep &Slept, const Stmt &Body, const Events &In, const ControlFlow &Flow,
                const Place &At);

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  const Handles &Kept;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseMap<SourceLocation, size_t> SleepAt;
};

} // namespace clang::tidy::structured
