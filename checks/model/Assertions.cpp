#include "Assertions.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

/// How the assertions of GoogleTest, Catch2, doctest, Boost.Test and Qt begin.
static constexpr llvm::StringRef Frameworks[] = {
    "EXPECT_", "ASSERT_",  "REQUIRE_",     "CHECK_",         "WARN_",
    "CATCH_",  "DOCTEST_", "BOOST_CHECK_", "BOOST_REQUIRE_", "QVERIFY_"};

bool isAsserted(SourceLocation Loc, llvm::ArrayRef<llvm::StringRef> Outcomes,
                const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  for (; Loc.isMacroID(); Loc = Sources.getImmediateExpansionRange(Loc).getBegin()) {
    const llvm::StringRef Macro = Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts());
    auto Contains = [&](llvm::StringRef Outcome) { return Macro.contains(Outcome); };
    auto Begins = [&](llvm::StringRef Framework) { return Macro.starts_with(Framework); };
    if (llvm::any_of(Frameworks, Begins) && llvm::any_of(Outcomes, Contains))
      return true;
  }
  return false;
}

std::optional<ThrowingAssertion> throwingAssertion(SourceLocation Loc, const ASTContext &Context) {
  static constexpr llvm::StringRef Prefixes[] = {"CATCH_", "DOCTEST_", "BOOST_TEST_", "BOOST_"};
  const SourceManager &Sources = Context.getSourceManager();
  // The outermost is the one that the test says: doctest has REQUIRE stand for
  // DOCTEST_REQUIRE.
  std::optional<ThrowingAssertion> Found;
  for (; Loc.isMacroID(); Loc = Sources.getImmediateExpansionRange(Loc).getBegin()) {
    const llvm::StringRef Macro = Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts());
    llvm::StringRef Name = Macro;
    for (llvm::StringRef Prefix : Prefixes)
      if (Name.consume_front(Prefix))
        break;
    if (Name == "REQUIRE" || Name.starts_with("REQUIRE_"))
      Found = {Macro.str(), Sources.getImmediateExpansionRange(Loc).getBegin()};
  }
  return Found;
}

} // namespace clang::tidy::structured
