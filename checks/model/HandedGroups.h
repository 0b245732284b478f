#pragma once

#include "Groups.h"
#include <map>

namespace clang::tidy::structured {

/// Says what functions of the same file, and lambdas, do with the groups that they are
/// handed, each once.
class HandedGroups {
public:
  explicit HandedGroups(GroupTypes &Types) : Types(Types) {}

  /// What \p Callee, called at \p From, does with its parameter number \p Index, in that
  /// order. None: nothing that changes the group.
  HandedSteps of(const FunctionDecl *Callee, unsigned Index, SourceLocation From);

  /// What \p Called, the body of a lambda, does with \p Captured.
  HandedSteps ofLambda(const FunctionDecl &Called, const VarDecl &Captured);

private:
  HandedSteps ask(const FunctionDecl &Definition, const VarDecl &Var);
  HandedSteps read(const FunctionDecl &Definition, const VarDecl &Var);

  GroupTypes &Types;
  std::map<std::pair<const FunctionDecl *, const VarDecl *>, HandedSteps> Known;
};

} // namespace clang::tidy::structured
