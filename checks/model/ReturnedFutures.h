#pragma once

#include "Entities.h"
#include "FutureOrigins.h"
#include "Place.h"
#include "llvm/ADT/SetVector.h"

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
  void addNamesIn(const Stmt *S);
  void writeSource(const FunctionDecl &Function);
  void addOther(const Expr &Value, ProgramFacts::FutureSource &Source);

  ASTContext &Context;
  const SpawnTable &Table;
  ReadyFutures &Ready;
  Entities &Listed;
  Facts &Found;
  llvm::SmallVector<const FunctionDecl *> Functions;
  using Name = std::pair<SourceLocation, const FunctionDecl *>;
  /// Where functions that return futures are named. What is made from a template repeats it.
  llvm::SetVector<Name> Names;
  llvm::DenseMap<Name, SourceLocation> Dropped; ///< The calls for nothing among these.
};

} // namespace clang::tidy::structured
