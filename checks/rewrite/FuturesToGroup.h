#pragma once

#include "FreeNames.h"
#include "Rewrite.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// Futures that variables of one block hold, and that are all asked for their results in
/// one place after what they stand for was started.
struct HeldFutures {
  /// What asks for results, or only waits.
  struct Request {
    const CXXMemberCallExpr *Call = nullptr;
    const Stmt *Step = nullptr; ///< The statement of the block that waits.
    bool Alone = false;         ///< That statement, or loop, does nothing else.
  };
  struct Future {
    const VarDecl *Var = nullptr;
    const VarDecl *Each = nullptr; ///< What goes through them, if the variable is a container.
    const DeclStmt *Declared = nullptr;
    bool Many = false;
    llvm::SmallVector<const CallExpr *, 1> Starts;
    llvm::SmallVector<Request, 1> Requests;
    /// Statements that get a container ready.
    llvm::SmallVector<const Stmt *, 1> Prepared;

    /// True if nothing is done with results.
    bool isUnread() const {
      return llvm::all_of(Requests, [](const Request &Each) { return Each.Alone; });
    }
  };

  const Stmt *Body = nullptr; ///< Of the function.
  llvm::SmallVector<Future> All;
  const Stmt *FirstStart = nullptr; ///< The statement of the block that starts the first.
  const Stmt *FirstStep = nullptr;  ///< The statement before which to wait.
  bool InTemplate = false;
};

/// True if the first argument of \p Async, a call of std::async(), says how it is run.
bool saysPolicy(const CallExpr &Async);

/// Makes tasks of a group of \p Futures: the group waits before the first result is asked
/// for.
Rewrite futuresToGroup(const HeldFutures &Futures, FreeNames &Names, const ASTContext &Context);

} // namespace clang::tidy::structured
