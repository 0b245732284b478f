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

/// True if \p Call runs what its object's static type says: the object is no part of another,
/// as a variable is that is no reference, or the function is named with its class.
bool isDirect(const CXXMemberCallExpr &Call);

/// What a virtual call of \p Function is named in facts.
std::string dispatchName(const FunctionDecl &Function);

} // namespace clang::tidy::structured
