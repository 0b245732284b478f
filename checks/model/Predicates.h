#pragma once

#include "SpellingFiles.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace clang::tidy::structured {

/// The generic lambdas of a unit of which the bodies that the standard's algorithms make tell
/// nothing: what they are given they only look at, as `[](const auto &X) { return X.empty(); }`.
class Predicates {
public:
  Predicates(ASTContext &Context, const SpawnTable &Table, SpellingFiles &Files)
      : Context(Context), Table(Table), Files(Files) {}

  /// Notes what \p Call gives to an algorithm. Comes before what is in the call.
  void addCall(const CallExpr &Call);

  /// True if \p Lambda is one, as far as it tells itself.
  bool addLambda(const LambdaExpr &Lambda);

  /// Notes that they may call \p Function, by its name.
  void addFunction(const FunctionDecl &Function) { Functions.push_back(&Function); }

  /// True if one of what they may call is a template, or returns what may mean work.
  bool mayCallMore() const;

private:
  bool onlyLooks(const Stmt *S);
  bool onlyCalls(const CallExpr &Call);
  bool mayCall(OverloadedOperatorKind Operator);
  bool mayCall(DeclarationName Name);

  ASTContext &Context;
  const SpawnTable &Table;
  SpellingFiles &Files;
  llvm::DenseSet<const Expr *> Given;
  bool Any = false; ///< One of them is a lambda that was asked about.
  llvm::DenseSet<DeclarationName> Called;
  std::vector<const FunctionDecl *> Functions;
};

} // namespace clang::tidy::structured
