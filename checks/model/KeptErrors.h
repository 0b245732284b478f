#pragma once

#include "HandJoins.h"
#include "StartedWork.h"

namespace clang::tidy::structured {

/// Finds the variables of a function that are there for one thing: the work that
/// the function starts keeps an exception there, and the function rethrows it.
///
/// One that is used for anything else is none of them.
class KeptErrors {
public:
  KeptErrors(ASTContext &Context, const Handles &Kept, FreeNames &Names, Facts &Found)
      : Context(Context), Kept(Kept), Names(Names), Found(Found) {}

  /// Looks through \p Body, of a function, or lambda, that starts work. \p Joined: in it.
  void addBody(const Stmt &Body, llvm::ArrayRef<HandJoins::Joined> Joined);

private:
  struct Rethrow {
    const VarDecl *Error = nullptr;
    const CallExpr *Call = nullptr;
    Loops Around;
  };

  void add(const Rethrow &Of, const Stmt &Body, llvm::ArrayRef<WorkStart> Starts,
           llvm::ArrayRef<HandJoins::Joined> Joined, llvm::DenseSet<const Stmt *> Known);

  ASTContext &Context;
  const Handles &Kept;
  FreeNames &Names;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
