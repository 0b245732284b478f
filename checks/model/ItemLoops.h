#pragma once

#include "Handles.h"

namespace clang::tidy::structured {

/// Finds threads that are started in a loop whose number of rounds depends on
/// how many items there are, or never ends, with nothing in the loop that
/// bounds how many run at a time.
class ItemLoops {
public:
  ItemLoops(const ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Context(Context), Table(Table), Kept(Kept), Found(Found) {}

  /// Looks through the body of a function, or lambda, that starts work. What
  /// lambdas in it do is not part of it.
  void addBody(const Stmt *Body) { collect(Body, nullptr); }

private:
  /// A loop that goes over items.
  struct ItemLoop {
    SourceLocation Loc;
    bool Endless = false;
  };

  void collect(const Stmt *S, const ItemLoop *In);
  std::optional<ItemLoop> itemLoop(const Stmt &Loop) const;
  bool goesOver(QualType Container) const;
  bool isSizeOfItems(const Expr *E) const;
  bool bounds(const Stmt *S) const;

  const ASTContext &Context;
  const SpawnTable &Table;
  const Handles &Kept;
  Facts &Found;
};

} // namespace clang::tidy::structured
