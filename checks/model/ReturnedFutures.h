#pragma once

#include "Entities.h"
#include "FutureOrigins.h"
#include "Place.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::structured {

/// Writes down for the whole program which functions return futures, how they come by
/// them, and which calls drop them. One unit sees neither all bodies nor all calls.
class ReturnedFutures {
public:
  ReturnedFutures(ASTContext &Context, const SpawnTable &Table, ReadyFutures &Ready,
                  Entities &Listed, Facts &Found)
      : Context(Context), Table(Table), Ready(Ready), Listed(Listed), Found(Found) {}

  /// Notes a function that may have a body.
  void addFunction(const FunctionDecl &Function, const Place &At);

  /// Notes that \p Named is named, at \p Loc.
  void addName(const ValueDecl &Named, SourceLocation Loc);

  /// Notes that \p Site drops what \p Call returns.
  void addDropped(const CallExpr &Call, DiscardSite &Site);

  /// Writes it down, when all that is ready is known.
  void resolve();

private:
  bool isJudged(const FunctionDecl &Function) const;
  void writeSource(const FunctionDecl &Function);
  void addOther(const Expr &Value, ProgramFacts::FutureSource &Source);

  ASTContext &Context;
  const SpawnTable &Table;
  ReadyFutures &Ready;
  Entities &Listed;
  Facts &Found;
  llvm::SmallVector<const FunctionDecl *> Functions;
  /// Where functions that return futures are named. What is made from a template repeats it.
  llvm::MapVector<SourceLocation, const FunctionDecl *> Names;
  llvm::DenseSet<SourceLocation> Dropped; ///< Those of these that are called for nothing.
};

} // namespace clang::tidy::structured
