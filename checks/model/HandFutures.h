#pragma once

#include "FutureReader.h"
#include "Handles.h"
#include "Place.h"

namespace clang::tidy::structured {

/// Finds work that one block starts by std::async() and then asks for its results, all in
/// one place, with nothing else done to the futures: what a group does.
///
/// A future that is asked for at once is none of them, nor are those that one path does not
/// ask for, or each of which is looked at for errors by itself.
class HandFutures {
public:
  HandFutures(ASTContext &Context, HandleSources &Sources, const Handles &Kept, FreeNames &Names,
              Facts &Found)
      : Context(Context), Sources(Sources), Kept(Kept), Names(Names), Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work.
  void addBody(const Stmt &Body, const Place &At);

private:
  /// Futures that are in use at the same time, and from where to where in their block.
  struct Run {
    llvm::SmallVector<HeldFutures::Future> All;
    unsigned FirstStart = 0, LastStart = 0, FirstRequest = 0, LastRequest = 0;
    const CompoundStmt *Asks = nullptr; ///< The block that asks, or null if several do.
  };

  static Run runOf(HeldFutures::Future Of, const CompoundStmt &Block, const FutureReader &Reader);
  std::vector<Run> runsIn(const CompoundStmt &Block, FutureReader &Reader) const;
  void add(Run Of, const CompoundStmt &Block, HeldFutures Futures);
  void addUses(const HeldFutures &Futures, HandJoin &To) const;
  void addChanges(const HeldFutures &Futures, const CompoundStmt &Asks, Rewrite &To) const;

  ASTContext &Context;
  HandleSources &Sources;
  const Handles &Kept;
  FreeNames &Names;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
