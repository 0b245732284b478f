#pragma once

#include "HandleSources.h"
#include "Handles.h"
#include "ReturnedFutures.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Follows values that the code drops down to what made them, and writes down
/// where that is a handle of running work.
class DroppedValues {
public:
  DroppedValues(ASTContext &Context, HandleSources &HandlesIn, ReturnedFutures &Returned,
                Facts &Found)
      : Context(Context), Sources(Context.getSourceManager()), HandlesIn(HandlesIn),
        Returned(Returned), Found(Found) {}

  /// Notes that the value of \p E is dropped, if \p E is an expression.
  void drop(const Stmt *E, const Place &At) {
    dropValue(dyn_cast_or_null<Expr>(E), DiscardSite::Kind::Statement, At);
  }

  /// Notes a local variable that nothing uses.
  void addUnused(const VarDecl &Var, const Place &At);

private:
  void dropValue(const Expr *E, DiscardSite::Kind How, const Place &At);
  void dropEither(const AbstractConditionalOperator &Choice, DiscardSite::Kind How,
                  const Place &At);
  DiscardSite *addDiscard(const Expr *E, DiscardSite::Kind How, const Place &At);

  ASTContext &Context;
  const SourceManager &Sources;
  HandleSources &HandlesIn;
  ReturnedFutures &Returned;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> DiscardAt;
};

} // namespace clang::tidy::structured
