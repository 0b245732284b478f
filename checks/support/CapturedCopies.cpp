#include "CapturedCopies.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

namespace {

/// The list of captures of a lambda, as it is written.
class CaptureList {
public:
  CaptureList(SourceLocation Begin, const SourceManager &Sources, const LangOptions &Lang) {
    const auto [File, Offset] = Sources.getDecomposedLoc(Begin);
    const StringRef Text = Sources.getBufferData(File);
    Lexer Raw(Sources.getLocForStartOfFile(File), Lang, Text.begin(), Text.begin() + Offset,
              Text.end());
    Token Each;
    unsigned Depth = 0;
    do {
      Raw.LexFromRawLexer(Each);
      if (Each.isOneOf(tok::l_square, tok::l_paren, tok::l_brace))
        ++Depth;
      else if (Each.isOneOf(tok::r_square, tok::r_paren, tok::r_brace))
        --Depth;
      Tokens.push_back(Each);
    } while (Depth > 0 && Each.isNot(tok::eof));
  }

  /// What makes it capture \p Name by value, or nothing.
  std::optional<FixItHint> byValue(StringRef Name) const {
    for (size_t I = 1; I + 2 < Tokens.size(); ++I)
      if (Tokens[I].is(tok::amp) && Tokens[I + 1].is(tok::raw_identifier) &&
          Tokens[I + 1].getRawIdentifier() == Name && ends(I + 2))
        return FixItHint::CreateRemoval(
            CharSourceRange::getCharRange(Tokens[I].getLocation(), Tokens[I + 1].getLocation()));
    if (Tokens.size() > 2 && Tokens[1].is(tok::amp) && ends(2))
      return FixItHint::CreateInsertion(Tokens[1].getEndLoc(), ", " + Name.str());
    return std::nullopt;
  }

private:
  /// True if a capture ends with the token before number \p I.
  bool ends(size_t I) const { return Tokens[I].isOneOf(tok::comma, tok::r_square); }

  llvm::SmallVector<Token> Tokens;
};

} // namespace

std::vector<FixItHint> captureByValue(const SpawnSite &Spawn, llvm::ArrayRef<Held> Things,
                                      const SourceManager &Sources, const LangOptions &Lang) {
  const SourceLocation Begin = Spawn.Work.Range.getBegin();
  if (Spawn.Work.What != Callable::Kind::Lambda || !Begin.isFileID())
    return {};
  const CaptureList List(Begin, Sources, Lang);
  std::vector<FixItHint> Edits;
  for (const Held &H : Things) {
    const std::optional<FixItHint> Edit = H.Copyable ? List.byValue(H.Name) : std::nullopt;
    if (!Edit)
      return {};
    Edits.push_back(*Edit);
  }
  return Edits;
}

} // namespace clang::tidy::structured
