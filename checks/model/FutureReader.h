#pragma once

#include "HandleSources.h"
#include "checks/rewrite/FuturesToGroup.h"
#include "checks/rewrite/StartStatements.h"

namespace clang::tidy::structured {

/// Reads what a function does with futures of std::async() that blocks of it declare.
class FutureReader {
public:
  FutureReader(const Stmt &Body, HandleSources &Sources)
      : Body(Body), Sources(Sources), Statements(Body) {}

  /// The future, or container of futures, that \p Declared, a statement of \p In, declares;
  /// nothing if that declares none, or anything is done with it but to start work and to ask
  /// for results.
  std::optional<HeldFutures::Future> read(const DeclStmt &Declared, const CompoundStmt &In);

  /// The block whose statement \p Asked is: that of the declaration, or of a try in it.
  const CompoundStmt *blockOf(const HeldFutures::Request &Asked) const;

  /// The number of the statement of \p In that \p S is, or is in.
  unsigned numberOf(const Stmt &S, const CompoundStmt &In) const;

private:
  bool addUse(const Stmt &Name, HeldFutures::Future &To);
  bool addCall(const CXXMemberCallExpr &Call, HeldFutures::Future &To);
  bool addRequest(const CXXMemberCallExpr &Call, HeldFutures::Future &To);
  bool addLoop(const Stmt &Range, HeldFutures::Future &To);
  bool addStart(const Expr *Value, HeldFutures::Future &To);
  const Stmt *stepOf(const CXXMemberCallExpr &Call, bool Many) const;

  const Stmt &Body;
  const CompoundStmt *Block = nullptr; ///< Of the declaration.
  HandleSources &Sources;
  const StatementsOf Statements;
};

/// True if a \p T is a std::future, or a container or an array of these.
bool holdsFutures(QualType T);

} // namespace clang::tidy::structured
