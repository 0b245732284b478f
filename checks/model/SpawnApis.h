#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Decides whether a call starts work, and how: by the table, by the declaration of
/// the function, or by what this file shows of its body.
///
/// Each function is asked about once.
class SpawnApis {
public:
  explicit SpawnApis(const SpawnTable &Table) : Table(Table) {}

  /// What \p Call starts, or nothing.
  std::optional<SpawnApi> startedBy(const CallExpr &Call);

  /// How \p Definition, a function with a body, starts what it is given, or nothing.
  std::optional<SpawnApi> passedOnBy(const FunctionDecl &Definition);

private:
  std::optional<SpawnApi> listed(const CallExpr &Call) const;
  std::optional<SpawnApi> declared(const CallExpr &Call) const;
  std::optional<SpawnApi> passedOn(const CallExpr &Call);

  const SpawnTable &Table;
  /// Of functions that pass on what they are given. While one is looked at, nothing.
  llvm::DenseMap<const FunctionDecl *, std::optional<SpawnApi>> Wrappers;
};

/// True if \p Call runs the callables it is given before it returns: by the table, which
/// names the function, or the class of the object or one that this derives from.
bool runsHere(const CallExpr &Call, const SpawnTable &Table);

/// True if \p D is declared in Asio, by itself or in Boost, or in a library of
/// Boost's on top of it.
bool isOfAsio(const Decl &D);

/// The arguments of \p Call that are written there.
llvm::ArrayRef<const Expr *> givenTo(const CallExpr &Call);

/// What leads to the executor that runs what \p Call hands over by \p Api, or null.
const Expr *executorOf(const CallExpr &Call, const SpawnApi &Api);

/// The object that a callable of \p Call belongs to, as functions of Qt have it before
/// that, or by which it is cancelled, or null: the callable is not run when that is gone.
const Expr *contextOf(const CallExpr &Call, const SpawnApi &Api);

/// True if \p Call, by \p Api, says that nobody gets the outcome of the work.
bool forgetsOutcome(const CallExpr &Call, const SpawnApi &Api);

} // namespace clang::tidy::structured
