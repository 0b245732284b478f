#include "WordUses.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::ArrayRef;
using llvm::StringRef;

namespace sc_lint {

/// True if \p Word is a keyword that an expression may follow, or "emit", which Qt defines for
/// calls of signals.
static bool isExpressionWord(StringRef Word) {
  static constexpr llvm::StringLiteral Words[] = {"return",   "else",      "do",       "throw",
                                                  "co_await", "co_return", "co_yield", "and",
                                                  "or",       "not",       "emit"};
  return llvm::is_contained(Words, Word);
}

bool precedesExpression(StringRef Word) { return isLikeMacro(Word) || isExpressionWord(Word); }

bool mayBeType(StringRef Word) {
  static constexpr llvm::StringLiteral Others[] = {
      "const",  "volatile", "new",       "delete",   "typename", "using",    "static", "extern",
      "inline", "friend",   "constexpr", "register", "mutable",  "explicit", "virtual"};
  return !Word.empty() && !llvm::is_contained(Others, Word) && !isExpressionWord(Word);
}

bool isLikeMacro(StringRef Word) {
  return llvm::none_of(Word, [](char C) { return isLowercase(C); });
}

/// True if \p Tokens begin with \p Kinds.
static bool begin(ArrayRef<Token> Tokens, std::initializer_list<tok::TokenKind> Kinds) {
  return Tokens.size() >= Kinds.size() &&
         std::equal(Kinds.begin(), Kinds.end(), Tokens.begin(),
                    [](tok::TokenKind Kind, const Token &Each) { return Each.is(Kind); });
}

static bool spells(const Token &At, StringRef Word) {
  return At.is(tok::raw_identifier) && !At.needsCleaning() && At.getRawIdentifier() == Word;
}

bool isThreadOfStd(StringRef Word, StringRef Qualifier) {
  return Qualifier == "std" && (Word == "thread" || Word == "jthread");
}

bool isOnlyAsked(const Around &At) {
  return begin(At.After, {tok::coloncolon, tok::raw_identifier}) &&
         (spells(At.After[1], "id") || spells(At.After[1], "hardware_concurrency"));
}

/// True if \p Tokens are "(void);".
static bool areNoParameters(ArrayRef<Token> Tokens) {
  return begin(Tokens, {tok::l_paren, tok::raw_identifier, tok::r_paren, tok::semi}) &&
         spells(Tokens[1], "void");
}

/// True if \p Tokens have a ")" that closes what was open before, and then a semicolon.
static bool endDeclaration(ArrayRef<Token> Tokens) {
  int Open = 1;
  for (; !Tokens.empty() && Open > 0; Tokens = Tokens.drop_front())
    Open += Tokens.front().is(tok::l_paren) ? 1 : Tokens.front().is(tok::r_paren) ? -1 : 0;
  return Open == 0 && begin(Tokens, {tok::semi});
}

static bool isParameter(const Around &At) {
  return At.InParameters && (At.Before == tok::l_paren || At.Before == tok::comma) &&
         (begin(At.After, {tok::raw_identifier, tok::comma}) ||
          begin(At.After, {tok::raw_identifier, tok::r_paren})) &&
         endDeclaration(At.After);
}

ThreadNameUse useOfThreadName(const Around &At) {
  const bool FollowsType = At.Before == tok::raw_identifier && mayBeType(At.Qualifier);
  if (FollowsType && (begin(At.After, {tok::semi}) || areNoParameters(At.After)))
    return ThreadNameUse::Harmless;
  if (isParameter(At))
    return ThreadNameUse::Harmless;
  if (!begin(At.After, {tok::raw_identifier}) || At.After[0].needsCleaning())
    return ThreadNameUse::Matters;
  const bool IsRenamed =
      FollowsType && At.Qualifier == "typedef" && begin(At.After, {tok::raw_identifier, tok::semi});
  const bool IsGiven =
      !isLikeMacro(At.After[0].getRawIdentifier()) && areNoParameters(At.After.drop_front());
  return IsRenamed || IsGiven ? ThreadNameUse::NamesNext : ThreadNameUse::Matters;
}

} // namespace sc_lint
