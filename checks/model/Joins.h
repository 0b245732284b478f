#pragma once

#include "ControlFlow.h"
#include "Handles.h"
#include "JoinEvents.h"
#include "JoinFlow.h"

namespace clang::tidy::structured {

/// Finds the threads of local variables that are not joined on every path, and
/// writes them down.
class Joins {
public:
  Joins(ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Throws &Throwing,
        Facts &Found)
      : Context(Context), Sources(Context.getSourceManager()), Table(Table), Kept(Kept),
        Throwing(Throwing), Found(Found), Summaries(Table, Kept) {}

  /// Looks through the body of a function, or lambda, that starts work.
  void addBody(const Stmt &Body, const ControlFlow &Flow, const Place &At);

  /// Adds the threads that are dropped as soon as they are made: only at the end
  /// of the unit is it known what is.
  void resolve();

private:
  std::optional<UnjoinedThread> describe(const MissedJoin &Miss, const VarDecl &Var,
                                         const JoinVariable &Of, const Stmt &Body,
                                         const Place &At) const;
  void add(UnjoinedThread Fact);
  void add(OpenThrow::Case Fact);

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  const Handles &Kept;
  Throws &Throwing;
  Facts &Found;
  JoinSummaries Summaries;
  llvm::DenseMap<size_t, size_t> UnjoinedAt, OpenAt; ///< By the spawn.
};

} // namespace clang::tidy::structured
