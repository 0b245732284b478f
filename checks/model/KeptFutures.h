#pragma once

#include "HandleSources.h"
#include "Handles.h"

namespace clang::tidy::structured {

/// Keeps account of which variables are given futures of started work, and
/// writes down those whose errors nothing looks at.
class KeptFutures {
public:
  KeptFutures(ASTContext &Context, const SpawnTable &Table, HandleSources &Sources,
              ReadyFutures &Ready, Throws &Throwing, Facts &Found)
      : Context(Context), Table(Table), Sources(Sources), Ready(Ready), Throwing(Throwing),
        Found(Found) {}

  /// Notes that \p By is made of \p Value, or is given it.
  void keep(const Expr *Value, const ValueDecl *By, const Place &At);

  /// Notes what \p Call puts into a container, or that it makes a promise fail.
  void addCall(const CXXMemberCallExpr &Call, const Place &At);

  /// Writes down the facts: only at the end of the unit is it known what else
  /// is done with the variables.
  void resolve();

private:
  struct Kept {
    UnobservedFuture Fact;
    SourceLocation StartedAt; ///< Where the work is started.
    const ValueDecl *By = nullptr;
    const ValueDecl *Promise = nullptr; ///< What the future is of, if it is of a promise.
  };

  std::optional<Kept> made(const Expr *Value, bool Instantiated);
  std::optional<Kept> madeOfPromise(const CXXMemberCallExpr &Call);
  std::optional<Kept> madeReady(const Expr &Value);
  std::optional<ThrowEvidence> ofContinuation(const Expr &Value);
  std::optional<ThrowEvidence> ofOnlyLambda(const Expr &Value);
  std::optional<Kept> madeOfWork(const Expr &Value, bool Instantiated);

  ASTContext &Context;
  const SpawnTable &Table;
  HandleSources &Sources;
  ReadyFutures &Ready;
  Throws &Throwing;
  Facts &Found;
  std::vector<Kept> All;
  llvm::DenseSet<const ValueDecl *> FailingPromises;
};

} // namespace clang::tidy::structured
