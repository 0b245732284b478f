#pragma once

#include "StartStatements.h"
#include "ThreadsToGroup.h"

namespace clang::tidy::structured {

/// How many elements \p Of has, an array or a container that is made with all of them, as
/// text of type std::size_t that the function \p In can say elsewhere; "" if it does not show,
/// or changes.
std::string elementCount(const VarDecl &Of, const HeldThreads &In, const StatementsOf &Statements,
                         const ASTContext &Context);

} // namespace clang::tidy::structured
