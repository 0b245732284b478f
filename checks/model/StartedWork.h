#pragma once

#include "Handles.h"

namespace clang::tidy::structured {

/// The loops around a place in a body, from the outermost to the innermost.
using Loops = llvm::SmallVector<const Stmt *, 2>;

/// True if a loop repeats what is in \p Inside and not what is in \p Outside.
bool isRepeated(const Loops &Inside, const Loops &Outside);

/// A place in a body where work is started.
struct WorkStart {
  const Expr *At = nullptr;
  std::optional<size_t> Spawn; ///< Nothing for a function that only sounds like it.
  Loops Around;
};

/// Calls \p Meet with what \p Body consists of, and the loops around it. What is
/// in lambdas, and in what \p Meet returns true for, is left out.
void forEachPart(const Stmt &Body,
                 llvm::function_ref<bool(const Stmt &Part, const Loops &Around)> Meet);

/// What is started in \p Body, by what the table knows or by a function whose name
/// says that it starts a thread.
llvm::SmallVector<WorkStart> startsIn(const Stmt &Body, const Handles &Kept);

/// A function of this file, or a lambda, that a start of work is seen to run.
struct WorkRun {
  const FunctionDecl *Function = nullptr;
  const Stmt *Body = nullptr;
  llvm::SmallVector<const Expr *> Args; ///< What it is called with.
};
llvm::SmallVector<WorkRun> runsOf(const Expr &Start);

/// Looks whether a variable or member is used for anything else than is known.
class OtherUses {
public:
  OtherUses(const ValueDecl &Of, const llvm::DenseSet<const Stmt *> &Known)
      : Of(Of), Known(Known) {}

  /// True if \p S, code of the function that starts the work, does so.
  bool inStarter(const Stmt *S) const { return find(S, /*InWork=*/false); }

  /// True if \p S, code of the work, does so.
  bool inWork(const Stmt *S) const { return find(S, /*InWork=*/true); }

private:
  bool find(const Stmt *S, bool InWork) const;
  bool isSetUp(const Stmt *S) const;

  const ValueDecl &Of;
  const llvm::DenseSet<const Stmt *> &Known;
};

} // namespace clang::tidy::structured
