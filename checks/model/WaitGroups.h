#pragma once

#include "Counts.h"
#include "HandJoins.h"
#include "StartedWork.h"

namespace clang::tidy::structured {

/// Finds the counters and latches of a function that are there for one thing:
/// each piece of work that the function starts counts when it is done, and the
/// function waits until all have.
///
/// One that is used for anything else, such as by work that goes on after it has
/// counted, is none of them.
class WaitGroups {
public:
  using Threads = llvm::ArrayRef<HandJoins::Joined>;

  WaitGroups(ASTContext &Context, const Handles &Kept, FreeNames &Names, Facts &Found)
      : Context(Context), Kept(Kept), Names(Names), Found(Found) {}

  /// Looks through \p Body, of a function, or lambda, that starts work. \p Joined: in it;
  /// \p Detached: too.
  void addBody(const Stmt &Body, Threads Joined, Threads Detached);

private:
  struct Wait {
    const ValueDecl *Counter = nullptr;
    const Expr *Until = nullptr;
    const Stmt *At = nullptr;
    Loops Around;
  };
  /// What is started before the wait, and counts.
  struct Counted {
    const WorkStart *By = nullptr;
    Count Step;
  };

  llvm::SmallVector<Wait> waitsIn(const Stmt &Body) const;
  std::optional<HandWait> find(const Wait &For, const Stmt &Body, llvm::ArrayRef<WorkStart> Starts);
  bool isForAll(const Wait &For, llvm::ArrayRef<Counted> Work) const;

  ASTContext &Context;
  const Handles &Kept;
  FreeNames &Names;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
