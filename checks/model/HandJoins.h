#pragma once

#include "HandleEvents.h"
#include "Place.h"
#include "Throws.h"
#include "checks/rewrite/ThreadsToGroup.h"

namespace clang::tidy::structured {

/// Finds threads that one block starts and then joins, one statement after
/// another, with nothing else done to their handles: what a group does.
///
/// One thread that is joined at once is none of them, nor are threads that one
/// path does not join, or that are joined at different times.
class HandJoins {
public:
  HandJoins(ASTContext &Context, Throws &Throwing, FreeNames &Names, Facts &Found)
      : Context(Context), Throwing(Throwing), Names(Names), Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work. \p Events: of it.
  void addBody(const Stmt &Body, const HandleEvents &Events, const Place &At);

  /// Threads of a finding, with the syntax tree at hand.
  struct Joined {
    HeldThreads Threads;
    std::vector<size_t> Spawns;
  };
  /// Those of the body that was looked through last.
  llvm::ArrayRef<Joined> joined() const { return OfBody; }

  /// Takes back what has turned out to be no thread that is joined.
  void resolve();

private:
  using Run = llvm::ArrayRef<HandleEvents::Join>;

  void addRun(Run Joins, unsigned Since, const HandleEvents &Events, HeldThreads Threads);
  bool mayFail(const Stmt *S, const HeldThreads &But) const;
  void addJoin(const HandleEvents::Join &Each, llvm::ArrayRef<const HandleEvents::Start *> By,
               HandJoin &To, HeldThreads &Threads) const;

  ASTContext &Context;
  Throws &Throwing;
  FreeNames &Names;
  Facts &Found;
  llvm::SmallVector<Joined, 1> OfBody;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
