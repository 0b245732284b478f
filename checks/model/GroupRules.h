#pragma once

#include "EndlessTasks.h"
#include "HandedGroups.h"
#include "LoneTasks.h"
#include "ScopeOrders.h"
#include "UnreadErrors.h"
#include "WaitOrders.h"

namespace clang::tidy::structured {

/// Finds where a body breaks the rules of the groups that it has.
class GroupRules {
public:
  GroupRules(ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Throws &Throwing,
             Facts &Found)
      : Context(Context), Kept(Kept), Throwing(Throwing), Found(Found), Types(Table), Orders(Found),
        Errors(Found), Scopes(Found), Endless(Context, Types, Throwing, Found), Lone(Found) {}

  /// Notes a variable that may be a group, or a pointer to one.
  void addVariable(const VarDecl &Var) { Met += Types.findPointed(Var.getType()) != nullptr; }

  /// Looks at a call that may be of a group that is a member, or may start a task.
  void addCall(const CXXMemberCallExpr &Call, const Place &At);

  /// How many variables and calls of that kind have been met.
  size_t met() const { return Met; }

  /// True if \p Function has a group as a parameter.
  bool isGiven(const FunctionDecl *Function);

  /// Looks through the body of a function, or lambda, that has groups.
  void addBody(const Stmt &Body, const ControlFlow &Flow, const Place &At);

private:
  ASTContext &Context;
  const Handles &Kept;
  Throws &Throwing;
  Facts &Found;
  GroupTypes Types;
  HandedGroups Handed{Types};
  size_t Met = 0;
  WaitOrders Orders;
  UnreadErrors Errors;
  ScopeOrders Scopes;
  EndlessTasks Endless;
  LoneTasks Lone;
};

} // namespace clang::tidy::structured
