#pragma once

#include "Handles.h"
#include "checks/rewrite/ThreadToDaemon.h"

namespace clang::tidy::structured {

/// Finds the threads that objects hold in a private member, and that functions of the class
/// start, tell by a flag to stop, and join: what a daemon of the runtime does.
class HandDaemons {
public:
  HandDaemons(const ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Context(Context), Table(Table), Kept(Kept), Found(Found) {}

  void addField(const FieldDecl &Field, const Place &At);

  /// Writes down what is found, when all that is started is known.
  void resolve();

private:
  void judge(const FieldDecl &Field);

  const ASTContext &Context;
  const SpawnTable &Table;
  const Handles &Kept;
  Facts &Found;
  llvm::SmallVector<const FieldDecl *> Threads;
};

} // namespace clang::tidy::structured
