#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

namespace clang::tidy::structured {

/// True if \p Body visibly comes to a loop that runs until something outside of
/// it says so: while a flag that is no local of the body is set, while no stop
/// is requested, or without a condition.
bool isServiceLoop(const Stmt *Body, const ASTContext &Context);

} // namespace clang::tidy::structured
