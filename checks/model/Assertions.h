#pragma once

#include "clang/AST/ASTContext.h"

namespace clang::tidy::structured {

/// True if \p Loc is in the argument of a test's assertion about one of
/// \p Outcomes: "THROW" for EXPECT_THROW, REQUIRE_THROWS_AS and their like.
bool isAsserted(SourceLocation Loc, llvm::ArrayRef<llvm::StringRef> Outcomes,
                const ASTContext &Context);

} // namespace clang::tidy::structured
