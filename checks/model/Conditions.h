#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include <map>
#include <optional>

namespace clang::tidy::structured {

/// What a path through a body has shown of its conditions: whether each holds.
using KnownConditions = std::map<unsigned, bool>;

/// The part of \p Condition that decides it, without negations and comparisons
/// with what is written down. \p Value, what the condition is taken to be, is
/// brought up to date.
const Expr *decisive(const Expr *Condition, bool &Value, const ASTContext &Context);

/// The conditions that a body tests more than once, or tests after it has set
/// the variable that they read, so that what holds at one place tells what holds
/// at another.
///
/// A condition is taken to stay as it is until one of the variables in it is
/// changed by this body.
class Conditions {
public:
  Conditions(const CFG &Graph, ASTContext &Context);

  /// What has to be known for \p Condition to be \p Value, or nothing if that
  /// tells of no other place.
  std::optional<std::pair<unsigned, bool>> meaning(const Expr *Condition, bool Value) const;

  /// Brings \p Known up to date with what \p Step does.
  void apply(const Stmt &Step, KnownConditions &Known) const;

private:
  struct Effect {
    unsigned Condition;
    std::optional<bool> Value;
  };

  unsigned idOf(const Expr &E) const;
  void addTested(const Expr *Condition);
  void addChanges(const Stmt &Step);
  void addChange(const Expr *Changed, const Expr *Value, const Stmt &Step);
  void addChange(const ValueDecl *Changed, unsigned Id, const Expr *Value, const Stmt &Step);

  ASTContext &Context;
  /// How often each is tested, by what it is made of.
  llvm::DenseMap<unsigned, unsigned> Tested;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<unsigned, 2>> Reading;
  llvm::DenseMap<const ValueDecl *, unsigned> Plain; ///< The variable alone is the condition.
  llvm::DenseMap<const Stmt *, llvm::SmallVector<Effect, 1>> Effects;
};

} // namespace clang::tidy::structured
