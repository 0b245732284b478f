#pragma once

#include "ReadyFutures.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// What a launch policy lets std::async do.
enum class LaunchPolicy { Async, Deferred, Either };

/// The leading launch policy of \p Call; without one, or with one that is not
/// known here, the implementation has the choice.
LaunchPolicy launchPolicy(const CallExpr &Call, const ASTContext &Context);

/// That of all \p Calls, or Either if they differ.
LaunchPolicy launchPolicy(llvm::ArrayRef<const CallExpr *> Calls, const ASTContext &Context);

/// How a function comes by the futures that it returns. What else its body
/// starts is not the caller's.
struct FutureOrigin {
  explicit FutureOrigin(const Stmt *Body);

  /// Takes out of what does not tell what is known to be ready.
  void separateReady(ReadyFutures &Known);

  llvm::SmallVector<const CallExpr *, 1> Asyncs; ///< Calls of std::async.
  bool Promise = false;                          ///< Futures of promises and packaged tasks.
  bool Ready = false;                            ///< Futures that are ready when they are made.
  llvm::SmallVector<const Expr *, 1> Others;     ///< What does not tell.
};

} // namespace clang::tidy::structured
