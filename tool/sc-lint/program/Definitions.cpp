#include "Definitions.h"
#include "../NewestLanguage.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::StringRef;

namespace sc_lint {

namespace {

/// Goes through the tokens of a source.
class TokenReader {
public:
  explicit TokenReader(StringRef Text)
      : Tokens(SourceLocation(), newestLanguage(), Text.begin(), Text.begin(), Text.end()) {
    next();
  }

  bool atEnd() const { return Now.is(tok::eof); }
  const Token &token() const { return Now; }
  StringRef word() const { return Now.is(tok::raw_identifier) ? Now.getRawIdentifier() : ""; }
  void next() { Tokens.LexFromRawLexer(Now); }

  /// Goes to what is behind the parentheses that open here.
  void skipParentheses() {
    unsigned Depth = 0;
    do {
      Depth += Now.is(tok::l_paren);
      Depth -= Now.is(tok::r_paren);
      next();
    } while (Depth && !atEnd());
  }

private:
  Lexer Tokens;
  Token Now;
};

} // namespace

/// The last part of a full name, and the one before it, or "".
static std::pair<StringRef, StringRef> lastParts(StringRef FullName) {
  const auto [Outer, Last] = FullName.rsplit("::");
  if (Last.empty())
    return {Outer, ""};
  return {Last, Outer.substr(Outer.rfind(':') + 1)};
}

Definitions::Definitions(const std::set<std::string> &Names) {
  for (const std::string &Each : Names)
    ByLastName[lastParts(Each).first].push_back(Each);
}

/// True if what stands behind the parameters can be of a definition, of a constructor if it
/// \p IsConstructor.
static bool canBeDefinition(TokenReader &At, bool IsConstructor) {
  if (At.token().is(tok::arrow)) // The result, or a member of one.
    while (!At.atEnd() && !At.token().isOneOf(tok::l_brace, tok::semi, tok::r_paren))
      At.next();
  static constexpr llvm::StringLiteral Words[] = {"const", "noexcept", "override", "final", "try"};
  return At.token().is(tok::l_brace) || (IsConstructor && At.token().is(tok::colon)) ||
         llvm::is_contained(Words, At.word());
}

void Definitions::add(StringRef Qualifier, StringRef Word, std::set<std::string> &To) const {
  for (const std::string &Each : ByLastName.find(Word)->second)
    if (Qualifier.empty() || lastParts(Each).second == Qualifier)
      To.insert(Each);
}

bool Definitions::areSpelledIn(StringRef Text) const {
  return llvm::any_of(ByLastName.keys(), [&](StringRef Name) { return Text.contains(Name); });
}

std::set<std::string> Definitions::findIn(StringRef Text) const {
  std::set<std::string> Found;
  Token Before{};
  StringRef Qualifier, Last; // What names the scope, and the word before this.
  TokenReader At(Text);
  while (!At.atEnd()) {
    const Token Now = At.token();
    const StringRef Word = At.word();
    if (Now.is(tok::coloncolon))
      Qualifier = Last;
    else if (!Before.is(tok::coloncolon))
      Qualifier = "";
    const bool IsMember = Before.isOneOf(tok::period, tok::arrow);
    Before = Now;
    Last = Word;
    At.next();
    if (IsMember || !ByLastName.contains(Word) || At.token().isNot(tok::l_paren))
      continue;
    At.skipParentheses();
    if (canBeDefinition(At, Word == Qualifier))
      add(Qualifier, Word, Found);
  }
  return Found;
}

} // namespace sc_lint
