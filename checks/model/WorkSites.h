#pragma once

#include "Place.h"
#include "SpawnApis.h"
#include "Throws.h"

namespace clang::tidy::structured {

/// What a call hands to an executor, what leads to that, and the object with which the
/// work ends.
struct Post {
  const Expr *Runner = nullptr, *Context = nullptr, *Work = nullptr;
};

/// Says of a place where work is started what that work is, and who looks after it.
class WorkSites {
public:
  WorkSites(ASTContext &Context, const SpawnTable &Table, Throws &Throwing)
      : Context(Context), Table(Table), Throwing(Throwing) {}

  /// The callable among the arguments \p Args of \p Api, first of those that are
  /// left, or null.
  const Expr *callableOf(const SpawnApi &Api, llvm::ArrayRef<const Expr *> &Args) const;

  /// Says in \p Site what \p Api, given \p Args, runs, and what that holds.
  void describeWork(SpawnSite &Site, const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args,
                    const Place &At) const;

  /// Says in \p Site what comes of \p Call, by \p Api, handing work to an executor, and
  /// notes the work in \p Of.
  void describePost(SpawnSite &Site, Post &Of, const CallExpr &Call, const SpawnApi &Api,
                    llvm::ArrayRef<const Expr *> Args, const Place &At) const;

private:
  bool isAwaited(const Expr *Runner, const Place &At) const;

  ASTContext &Context;
  const SpawnTable &Table;
  Throws &Throwing;
};

} // namespace clang::tidy::structured
