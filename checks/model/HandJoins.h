#pragma once

#include "HandleEvents.h"

namespace clang::tidy::structured {

/// Finds threads that one block starts and then joins, one statement after
/// another, with nothing else done to their handles: what a group does.
///
/// One thread alone is none of them, nor are threads that one path does not
/// join, or that are joined at different times.
class HandJoins {
public:
  HandJoins(ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Context(Context), Table(Table), Kept(Kept), Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work.
  void addBody(const Stmt &Body);

  /// Takes back what has turned out to be no thread that is joined.
  void resolve();

private:
  using Run = llvm::ArrayRef<HandleEvents::Join>;

  void addRun(Run Joins, unsigned Since, const HandleEvents &Events);
  void addJoin(const HandleEvents::Join &Each, llvm::ArrayRef<const HandleEvents::Start *> By,
               HandJoin &To) const;

  ASTContext &Context;
  const SpawnTable &Table;
  const Handles &Kept;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
