#pragma once

#include "ControlFlow.h"
#include "Handles.h"
#include "ScopeVariables.h"
#include "Waits.h"

namespace clang::tidy::structured {

/// Finds what of its scope work still holds when that dies, with nothing on the
/// way that may have waited for the work.
class OutlivedScopes {
public:
  OutlivedScopes(const Handles &Kept, Facts &Found) : Kept(Kept), Found(Found) {}

  /// Looks through the body of a function, or lambda, with the homes of what it
  /// starts, and notes in the spawns where what they hold dies. What lambdas in
  /// it do is not part of it.
  void addBody(const Stmt &Body, const Homes &Started, const ControlFlow &Flow, const Place &At);

private:
  bool mayOutlive(const Homes::Start &Start) const;
  llvm::SmallVector<const ValueDecl *> heldBy(const Homes::Start &Start) const;
  Waits waitsIn(const Stmt &Body, const Homes &Started, llvm::ArrayRef<Homes::Start> Starts,
                const FunctionDecl &In) const;
  Stops stopsOf(const Homes::Start &Start, const Waits &Waited) const;
  void addDeath(Held &H, const Homes::Start &Start, const ControlFlow &Flow,
                ControlFlow::Search Of);

  const Handles &Kept;
  Facts &Found;
  ScopeVariables Variables; ///< Of the body that is looked at.
};

} // namespace clang::tidy::structured
