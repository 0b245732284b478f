#pragma once

#include "StartStatements.h"
#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

/// A number as a function can say it.
struct CountText {
  std::string Text; ///< Or "" if that is not known.
  /// The type of what counts up to it. A number that is signed could be less than none.
  std::string Type = "std::size_t";
};

/// How many elements \p Of has, an array or a container that is made with all of them, as
/// the function \p In can say it elsewhere; nothing if it does not show, or changes.
CountText elementCount(const VarDecl &Of, const HeldThreads &In, const StatementsOf &Statements,
                       const ASTContext &Context);

} // namespace clang::tidy::structured
