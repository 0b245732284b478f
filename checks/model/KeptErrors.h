#pragma once

#include "StartedWork.h"

namespace clang::tidy::structured {

/// Finds the variables of a function that are there for one thing: the work that
/// the function starts keeps an exception there, and the function rethrows it.
///
/// One that is used for anything else is none of them.
class KeptErrors {
public:
  KeptErrors(const Handles &Kept, Facts &Found) : Kept(Kept), Found(Found) {}

  /// Looks through \p Body, of a function, or lambda, that starts work.
  void addBody(const Stmt &Body);

private:
  struct Rethrow {
    const VarDecl *Error = nullptr;
    SourceLocation Loc;
    Loops Around;
  };

  void add(const Rethrow &Of, const Stmt &Body, llvm::ArrayRef<WorkStart> Starts,
           llvm::DenseSet<const Stmt *> Known);

  const Handles &Kept;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
