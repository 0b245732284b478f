#pragma once

#include "clang/AST/Decl.h"
#include <optional>
#include <string>

namespace clang::tidy::structured {

/// A wait for all that an object has started, by a counter that is a member.
struct ObjectWait {
  SourceLocation Loc;
  std::string Counter;
};

/// The wait with which the object of \p Starter, a member function or null, ends, if that counts
/// up what is waited for before \p Start: the work is to count down when it is done.
std::optional<ObjectWait> waitAtEnd(const FunctionDecl *Starter, SourceLocation Start);

} // namespace clang::tidy::structured
