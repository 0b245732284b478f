#pragma once

#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// True if \p Lambda, which captures by reference what \p Capture says, would compile
/// with a copy of it too: its type can be copied, and the body does not change it.
bool couldBeCopied(const LambdaCapture &Capture, const LambdaExpr &Lambda, ASTContext &Context);

} // namespace clang::tidy::structured
