#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// Describes the argument \p E that is handed to the callable.
Held describeArgument(const Expr *E, ASTContext &Context);

/// Describes what \p Capture, made with \p Init, holds.
Held describeCapture(const LambdaCapture &Capture, const Expr *Init, ASTContext &Context);

} // namespace clang::tidy::structured
