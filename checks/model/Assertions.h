#pragma once

#include "clang/AST/ASTContext.h"
#include <optional>
#include <string>

namespace clang::tidy::structured {

/// True if \p Loc is in the argument of a test's assertion about one of
/// \p Outcomes: "THROW" for EXPECT_THROW, REQUIRE_THROWS_AS and their like.
bool isAsserted(SourceLocation Loc, llvm::ArrayRef<llvm::StringRef> Outcomes,
                const ASTContext &Context);

/// A use of a test's assertion that throws if it fails, where it is written.
struct ThrowingAssertion {
  std::string Name;
  SourceLocation Loc;
};

/// The assertion of Catch2, doctest or Boost.Test that \p Loc is in the text
/// of, if it is one that throws.
std::optional<ThrowingAssertion> throwingAssertion(SourceLocation Loc, const ASTContext &Context);

} // namespace clang::tidy::structured
