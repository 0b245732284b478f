#pragma once

#include "DispatchNames.h"
#include "clang/AST/DeclCXX.h"
#include <string>

namespace clang::tidy::structured {

/// A function as a call means it: itself, or what overrides it.
struct CalledFunction {
  const FunctionDecl *Function = nullptr;
  bool Virtual = false;

  explicit operator bool() const { return Function; }
  bool operator==(const CalledFunction &Other) const {
    return Function == Other.Function && Virtual == Other.Virtual;
  }
};

/// True if a call of \p Function may run another function.
bool isOverridable(const FunctionDecl &Function);

/// The function that \p Call of a virtual function runs, if that does not depend on more than it
/// shows: the function is named with its class, or the object is all of an object. Else null.
const CXXMethodDecl *certainTarget(const CallExpr &Call);

/// What a virtual call of \p Function is named in facts.
std::string dispatchName(const FunctionDecl &Function);

} // namespace clang::tidy::structured
