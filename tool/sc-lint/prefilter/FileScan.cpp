#include "FileScan.h"
#include "../NewestLanguage.h"
#include "WordUses.h"
#include "checks/model/ThreadStarters.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/StringSaver.h"
#include <cstring>

using namespace clang;
using llvm::StringRef;
using tidy::structured::isNameOfThreadStarter;

namespace sc_lint {

namespace {
/// Reads one text, whose end is marked by a zero.
class Scanner {
public:
  Scanner(StringRef Text, const WordList &Words, FileScan &Into)
      : Words(Words), Into(Into), End(Text.end()),
        Lex(SourceLocation(), newestLanguage(), Text.begin(), Text.begin(), Text.end()) {
    next();
  }

  void scan();

private:
  void next();
  tok::TokenKind following() const;
  bool isCalled() const;
  bool mayBeOfStd() const;
  bool mayBeAtEdge() const;
  bool mayBeArgument() const;
  llvm::SmallVector<Token> ahead() const;
  bool namesNoThread(unsigned Number);
  bool isAtLineStart() const { return At.isAtStartOfLine() || At.is(tok::eof); }
  void readDirective();
  void countConditions();
  void readInclude();
  void readMacro();
  void readStdOfMacro(llvm::ArrayRef<std::string> Parameters);
  std::string pieceOf(llvm::ArrayRef<std::string> Parameters) const;
  void notePaste(bool Pastes, const std::string &Pattern) {
    if (Pastes)
      Into.Words.Pastes.insert(Pattern);
  }
  void readWord(bool InMacro);
  void readUsing();
  void enterStd();
  StringRef identifier();

  const WordList &Words;
  FileScan &Into;
  const char *const End;
  Lexer Lex;
  Token At;
  tok::TokenKind Before = tok::unknown;
  StringRef Name; ///< At, or "" if that is no identifier.
  /// At stands right between the parentheses of what looks like a function.
  bool InParameters = false;
  /// The identifier before At, or before the "::" that stands there, or "".
  StringRef Qualifier;
  /// The conditions around At. The first counts only if the file does not begin with it.
  unsigned Conditions = 0;
  bool IsGuarded = false, IsBegun = false;
  unsigned BracesOfStd = 0; ///< Those around At, from that of "namespace std" on.
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Names{Memory}; ///< Those that are put together.
};
} // namespace

void Scanner::next() {
  const StringRef Type = Qualifier;
  const tok::TokenKind OfType = Before;
  if (!At.is(tok::coloncolon))
    Qualifier = Name;
  Before = At.getKind();
  Lex.LexFromRawLexer(At);
  Name = identifier();
  if (BracesOfStd)
    BracesOfStd += At.is(tok::l_brace) - At.is(tok::r_brace);
  if (At.is(tok::l_paren))
    InParameters = Before == tok::raw_identifier && !isLikeMacro(Qualifier) &&
                   (OfType == tok::star || OfType == tok::amp ||
                    (OfType == tok::raw_identifier && mayBeType(Type)));
  else if (At.is(tok::r_paren))
    InParameters = false;
}

/// What follows At, at most up to a semicolon or a brace.
llvm::SmallVector<Token> Scanner::ahead() const {
  static constexpr unsigned Most = 100;
  Lexer Next(SourceLocation(), newestLanguage(), Lex.getBufferLocation(), Lex.getBufferLocation(), End);
  llvm::SmallVector<Token> Tokens;
  do
    Next.LexFromRawLexer(Tokens.emplace_back());
  while (Tokens.size() < Most &&
         !Tokens.back().isOneOf(tok::semi, tok::l_brace, tok::r_brace, tok::eof));
  return Tokens;
}

/// What is spelled at At, or "" if that is no identifier.
StringRef Scanner::identifier() {
  if (!At.is(tok::raw_identifier))
    return "";
  if (!At.needsCleaning())
    return At.getRawIdentifier();
  std::string Clean; // A line ends inside of the name.
  for (const char C : StringRef(At.getRawIdentifier()))
    if (isAsciiIdentifierContinue(C))
      Clean += C;
  return Names.save(Clean);
}

/// What follows At.
tok::TokenKind Scanner::following() const {
  Lexer Next(SourceLocation(), newestLanguage(), Lex.getBufferLocation(), Lex.getBufferLocation(), End);
  Token Found;
  Next.LexFromRawLexer(Found);
  return Found.getKind();
}

/// True if what follows At may be arguments.
bool Scanner::isCalled() const {
  const tok::TokenKind Next = following();
  return Next == tok::l_paren || Next == tok::less;
}

/// True if At may be the first word of a macro's argument.
bool Scanner::mayBeArgument() const { return Before == tok::l_paren || Before == tok::comma; }

/// True if At may be the first or the last word of a macro's argument. What is beside it may be a
/// macro that stands for nothing, or a directive.
bool Scanner::mayBeAtEdge() const {
  return llvm::is_contained({tok::raw_identifier, tok::r_paren, tok::comma, tok::hash},
                            following()) ||
         llvm::is_contained({tok::unknown, tok::l_paren, tok::r_paren, tok::comma,
                             tok::raw_identifier, tok::hashhash},
                            Before);
}

/// True if At may be a name of std, though that is not opened.
bool Scanner::mayBeOfStd() const {
  if (BracesOfStd)
    return true;
  if (Before == tok::coloncolon)
    return Qualifier.empty() || Qualifier == "std" || Qualifier == "experimental";
  return isCalled() && !llvm::is_contained({tok::period, tok::arrow}, Before) &&
         precedesExpression(Qualifier);
}

/// True if At, the word of \p Number, names no thread as it stands there.
bool Scanner::namesNoThread(unsigned Number) {
  const bool IsThreadName = Words.isThreadName(Number);
  if (!IsThreadName && !(Before == tok::coloncolon && isThreadOfStd(Name, Qualifier)))
    return false;
  const llvm::SmallVector<Token> After = ahead();
  const Around Here{Before, Qualifier, InParameters, After};
  if (!IsThreadName)
    return isOnlyAsked(Here);
  const ThreadNameUse Use = useOfThreadName(Here);
  if (Use == ThreadNameUse::NamesNext)
    Into.ThreadNames.insert(After.front().getRawIdentifier().str());
  return Use != ThreadNameUse::Matters;
}

void Scanner::readWord(bool InMacro) {
  Into.NamesStarter |= isNameOfThreadStarter(Name);
  Into.Waits |= Name == "while" || Name.trim('_').equals_insensitive("wait");
  Into.Words.RenamesStd |= Name == "std" && mayBeArgument() && following() != tok::coloncolon;
  const unsigned Number = Name.empty() ? WordList::None : Words.find(Name);
  if (Number == WordList::None || (!InMacro && namesNoThread(Number)))
    return;
  Into.Words.Any.set(Number);
  if (!llvm::is_contained({tok::period, tok::arrow}, Before))
    Into.Words.Bare.set(Number);
  if (InMacro || mayBeOfStd())
    Into.Words.OfStd.set(Number);
  if (InMacro || mayBeAtEdge())
    Into.Words.AtEdge.set(Number);
  if (mayBeArgument())
    Into.Words.Arguments.set(Number);
}

/// At is the word "namespace": "using namespace std", or another name for it.
void Scanner::readUsing() {
  const bool Opens = Qualifier == "using";
  bool Renames = false;
  StringRef Last;
  bool NamesStd = false;
  for (next();
       At.isOneOf(tok::raw_identifier, tok::coloncolon, tok::equal, tok::l_square, tok::r_square);
       next()) {
    readWord(/*InMacro=*/false);
    Renames |= At.is(tok::equal);
    NamesStd |= Name == "std";
    if (!Name.empty() && Name != "__attribute__")
      Last = Name;
  }
  const bool IsStd = Last == "std" || Last == "experimental"; // That is in std.
  Into.Words.OpensStd |= Opens && IsStd;
  Into.Words.RenamesStd |= Renames && IsStd;
  if (NamesStd && !Opens && !Renames)
    enterStd();
}

/// At is a name of std, or follows one, that is opened to add to it: attributes may come first,
/// and a directive, which is left to be read.
void Scanner::enterStd() {
  for (; !At.isOneOf(tok::l_brace, tok::semi, tok::hash, tok::eof); next())
    readWord(/*InMacro=*/false);
  if (At.isOneOf(tok::l_brace, tok::hash) && !BracesOfStd)
    BracesOfStd = 1;
}

/// At is what follows the word "include".
void Scanner::readInclude() {
  const char *Begin = Lex.getBufferLocation() - At.getLength();
  const StringRef Rest(Begin, std::strcspn(Begin, "\n"));
  const bool Angled = Rest.starts_with("<");
  const size_t End = Rest.find(Angled ? '>' : '"', 1);
  if ((Angled || Rest.starts_with("\"")) && End != StringRef::npos)
    Into.Includes.push_back({Rest.slice(1, End).str(), Angled, Conditions > IsGuarded});
  else
    Into.HasOtherIncludes = true;
}

/// What At gives where it is pasted: a '*' for one of \p Parameters, and for __VA_OPT__(...).
std::string Scanner::pieceOf(llvm::ArrayRef<std::string> Parameters) const {
  if (llvm::is_contained(Parameters, Name) || Name == "__VA_OPT__" || At.is(tok::r_paren))
    return "*";
  if (!Name.empty())
    return Name.str();
  return At.is(tok::numeric_constant) ? std::string(At.getLiteralData(), At.getLength()) : "";
}

/// At, of a macro, may be the word "std" that something follows where the macro is used: what
/// stands behind it there, or one of \p Parameters.
void Scanner::readStdOfMacro(llvm::ArrayRef<std::string> Parameters) {
  if (Name != "std")
    return;
  const llvm::SmallVector<Token> After = ahead();
  const Token &Next = After[After.front().is(tok::coloncolon)];
  Into.Words.OpensStd |= Next.is(tok::l_brace);
  Into.Words.RenamesStd |= Next.is(tok::eof) || Next.isAtStartOfLine() || Next.is(tok::hashhash);
  Into.Words.TakesOfStd |=
      Next.is(tok::raw_identifier) && llvm::is_contained(Parameters, Next.getRawIdentifier());
}

/// At is the word "define". Leaves At at the next line.
void Scanner::readMacro() {
  next();
  readWord(/*InMacro=*/true);
  next();
  llvm::SmallVector<std::string> Parameters{"__VA_ARGS__"};
  if (At.is(tok::l_paren) && !At.hasLeadingSpace())
    for (; !At.is(tok::r_paren) && !isAtLineStart(); next())
      if (!Name.empty())
        Parameters.push_back(Name.str());
  std::string Pasted; // What the tokens before At are pasted to.
  bool Pastes = false;
  for (; !isAtLineStart(); next()) {
    readWord(/*InMacro=*/true);
    readStdOfMacro(Parameters);
    if (At.is(tok::hashhash)) {
      Pastes = true;
      continue;
    }
    const std::string Piece = pieceOf(Parameters);
    if (Before == tok::hashhash) {
      Pasted += Piece;
      continue;
    }
    notePaste(Pastes, Pasted);
    Pastes = false;
    Pasted = Piece;
  }
  notePaste(Pastes, Pasted);
}

/// At is the name of a directive.
void Scanner::countConditions() {
  IsGuarded |= !IsBegun && Name == "ifndef";
  IsBegun = true;
  if (Name == "if" || Name == "ifdef" || Name == "ifndef")
    ++Conditions;
  else if (Name == "endif" && Conditions)
    --Conditions;
}

/// At is the "#" that begins one. Leaves At at the next line.
void Scanner::readDirective() {
  // Which of the braces count that follow is not known, nor do those of a macro's definition.
  static constexpr unsigned ToTheEnd = 1u << 30;
  if (BracesOfStd)
    BracesOfStd = ToTheEnd;
  next();
  if (isAtLineStart())
    return;
  countConditions();
  if (Name.starts_with("include") || Name == "import") {
    const bool IsPlain = Name == "include";
    next();
    if (IsPlain && !isAtLineStart())
      readInclude();
    else
      Into.HasOtherIncludes = true;
    while (!isAtLineStart())
      next();
    return;
  }
  if (Name == "define")
    return readMacro();
  for (; !isAtLineStart(); next())
    readWord(/*InMacro=*/false);
}

void Scanner::scan() {
  while (!At.is(tok::eof)) {
    if (At.is(tok::hash) && At.isAtStartOfLine()) {
      readDirective();
      Before = tok::unknown;
      Qualifier = "";
      continue;
    }
    IsBegun = true;
    if (Name == "import" || Name == "module")
      Into.ImportsModules |= At.isAtStartOfLine() || Before == tok::raw_identifier;
    if (Name == "namespace") {
      readUsing();
      continue;
    }
    // A class of std that is specialized.
    if (Name == "std" && (Qualifier == "struct" || Qualifier == "class") && !BracesOfStd) {
      enterStd();
      continue;
    }
    readWord(/*InMacro=*/false);
    next();
  }
}

FileScan scanText(StringRef Text, const WordList &Words) {
  FileScan Result(Words);
  Scanner(Text, Words, Result).scan();
  return Result;
}

FileScan scanMacro(StringRef Macro, const WordList &Words) {
  const auto [Name, Value] = Macro.split('=');
  return scanText(("#define " + Name + " " + Value).str(), Words);
}

} // namespace sc_lint
