#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// Describes the argument \p E that is handed to the callable.
Held describeArgument(const Expr *E, ASTContext &Context);

/// Describes the object \p E that is handed over by reference, or by a pointer to it.
Held describeReference(const Expr *E, ASTContext &Context);

/// What \p E, a call that makes one of Asio's buffers, makes it of, or null.
const Expr *bufferedBy(const Expr *E);

/// Describes what \p Capture, made with \p Init, holds.
Held describeCapture(const LambdaCapture &Capture, const Expr *Init, ASTContext &Context);

} // namespace clang::tidy::structured
