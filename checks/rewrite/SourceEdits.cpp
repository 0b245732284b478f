#include "SourceEdits.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::structured {

SourceEdits::SourceEdits(const ASTContext &Context, SourceLocation Within)
    : Context(Context), Sources(Context.getSourceManager()), Lang(Context.getLangOpts()),
      File(Sources.getFileID(Sources.getExpansionLoc(Within))),
      Start(Sources.getFileOffset(Sources.getExpansionLoc(Within))),
      Text(Sources.getBufferData(File)) {}

void SourceEdits::refuse(std::string Why) {
  if (Refusal.empty())
    Refusal = std::move(Why);
}

unsigned SourceEdits::begin(SourceLocation Loc) {
  if (Loc.isInvalid() || Loc.isMacroID()) {
    refuse("a macro writes a part of it");
    return 0;
  }
  const auto [In, Offset] = Sources.getDecomposedLoc(Loc);
  if (In != File)
    refuse("it stands in more than one file");
  return In == File ? Offset : 0;
}

unsigned SourceEdits::end(SourceLocation Loc) {
  const unsigned Begin = begin(Loc);
  return Refusal.empty() ? Begin + Lexer::MeasureTokenLength(Loc, Sources, Lang) : Begin;
}

unsigned SourceEdits::endWithSemicolon(SourceLocation Last) {
  const unsigned End = end(Last);
  const size_t Next = Text.find_first_not_of(" \t\r\n", End);
  return Next != StringRef::npos && Text[Next] == ';' ? Next + 1 : End;
}

void SourceEdits::replace(unsigned Begin, unsigned End, std::string By) {
  if (Text.slice(Begin, End) != By)
    Edits.push_back({Begin, End, std::move(By)});
}

/// Where the text ends before the line that begins at \p Line and goes; \p After: the lines
/// after it. If both sides are blank, or the block ends, the blank lines before go too.
unsigned SourceEdits::beforeLine(unsigned Line, StringRef After) const {
  const StringRef Before = Text.take_front(Line), Kept = Before.rtrim();
  const StringRef Next = After.take_until([](char C) { return C == '\n'; }).trim();
  const size_t Ends = Before.drop_front(Kept.size()).count('\n');
  if (Ends > 1 && !Kept.empty() && (Next.empty() || Next.starts_with("}")))
    return Kept.size();
  return Before.drop_back().ends_with("\r") ? Line - 2 : Line - 1;
}

/// True if what begins at \p Begin is a statement by itself: nothing before it takes what
/// comes next for its own.
bool SourceEdits::isStatementOfBlock(unsigned Begin) const {
  const char *From = Text.begin() + (Start < Begin ? Start : 0);
  Lexer Raw(SourceLocation(), Lang, Text.begin(), From, Text.end());
  Token Each, Last;
  Last.startToken();
  while (!Raw.LexFromRawLexer(Each) && Raw.getBufferLocation() <= Text.begin() + Begin)
    Last = Each;
  if (Last.is(tok::raw_identifier))
    return Last.getRawIdentifier() != "else" && Last.getRawIdentifier() != "do";
  return !Last.isOneOf(tok::r_paren, tok::colon);
}

void SourceEdits::remove(const Stmt &S) {
  if (!isStatementOfBlock(begin(S.getBeginLoc())))
    refuse("what would go is all that a branch does");
  remove(S.getSourceRange());
}

void SourceEdits::remove(SourceRange Written) {
  unsigned Begin = begin(Written.getBegin()), End = endWithSemicolon(Written.getEnd());
  const size_t Line = Text.rfind('\n', Begin) + 1; // npos + 1 is 0.
  const size_t Next = Text.find_first_not_of(" \t\r", End);
  const bool First = Text.slice(Line, Begin).trim(" \t").empty();
  const bool Last = Next != StringRef::npos && Text[Next] == '\n';
  if (First && Text.substr(Next).starts_with("//"))
    refuse("a comment would be left that speaks of what is gone");
  if (First && Last && Line > 0)
    Begin = beforeLine(Line, Text.substr(Next + 1));
  else if (!First) // With the space after what is before.
    Begin = Text.take_front(Begin).rtrim(" \t").size();
  replace(Begin, End, "");
}

bool SourceEdits::covers(SourceLocation Loc) {
  const unsigned At = begin(Sources.getExpansionLoc(Loc));
  return llvm::any_of(Edits, [&](const Edit &Each) { return Each.Begin <= At && At < Each.End; });
}

unsigned SourceEdits::withComments(unsigned At) const {
  unsigned Line = Text.rfind('\n', At) + 1; // npos + 1 is 0.
  if (!Text.slice(Line, At).trim().empty())
    return At;
  while (Line > 0) {
    const unsigned Before = Text.rfind('\n', Line - 1) + 1;
    const StringRef Written = Text.slice(Before, Line);
    if (!Written.trim().starts_with("//"))
      break;
    At = Before + (Written.size() - Written.ltrim(" \t").size());
    Line = Before;
  }
  return At;
}

std::string SourceEdits::indentation(unsigned At) const {
  const size_t Line = Text.rfind('\n', At) + 1;
  return Text.slice(Line, At).take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

CharSourceRange SourceEdits::range(unsigned Begin, unsigned End) const {
  const SourceLocation Start = Sources.getLocForStartOfFile(File);
  return CharSourceRange::getCharRange(Start.getLocWithOffset(Begin), Start.getLocWithOffset(End));
}

/// The name of the directive that \p Line is, "" if it has none, or nothing.
static std::optional<StringRef> directiveIn(StringRef Line) {
  Line = Line.ltrim();
  if (!Line.consume_front("#"))
    return std::nullopt;
  return Line.ltrim().take_while(llvm::isAlpha);
}

/// True if no edit is made from \p Begin to \p End, and what stands there, in whatever
/// configuration, neither says what goes nor leaves.
bool SourceEdits::staysAsItIs(unsigned Begin, unsigned End) const {
  static constexpr llvm::StringLiteral Leaving[] = {"return", "throw",    "goto",
                                                    "break",  "continue", "co_return"};
  if (llvm::any_of(Edits, [&](const Edit &Each) { return Each.Begin < End && Begin < Each.End; }))
    return false;
  Lexer Raw(SourceLocation(), Lang, Text.begin(), Text.begin() + Begin, Text.end());
  Token Each;
  while (!Raw.LexFromRawLexer(Each) && Raw.getBufferLocation() <= Text.begin() + End)
    if (Each.is(tok::raw_identifier) && (Gone.contains(Each.getRawIdentifier()) ||
                                         llvm::is_contained(Leaving, Each.getRawIdentifier())))
      return false;
  return true;
}

/// True if a directive stands between the first edit and the last, unless it is of a
/// condition that stays as it is, whole.
bool SourceEdits::isDividedByDirectives() {
  unsigned Depth = 0, Condition = 0;
  for (unsigned At = Edits.front().Begin; At < Edits.back().End;) {
    const unsigned Next = std::min(Text.find('\n', At), Text.size() - 1) + 1;
    const auto Name = directiveIn(Text.slice(At, Next));
    if (Name && Name->starts_with("if")) {
      Condition = Depth++ ? Condition : At;
    } else if (Name && *Name == "endif" && Depth > 0) {
      if (--Depth == 0 && (Gone.empty() || !staysAsItIs(Condition, Next)))
        return true;
      Conditions = true;
    } else if (Name && Depth == 0) {
      return true;
    }
    At = Next;
  }
  return Depth > 0;
}

/// Makes one removal of those that follow each other, with the blank lines before them if
/// both sides would be blank.
void SourceEdits::joinRemovals() {
  std::vector<Edit> Joined;
  for (Edit &Each : Edits) {
    Edit *Last = Joined.empty() ? nullptr : &Joined.back();
    if (!Last || !Last->Text.empty() || !Each.Text.empty() || Last->End != Each.Begin ||
        Text[Last->Begin] != '\n' || !Text.substr(Each.End).starts_with("\n")) {
      Joined.push_back(std::move(Each));
      continue;
    }
    Last->End = Each.End;
    Last->Begin = beforeLine(Last->Begin + 1, Text.substr(Each.End + 1));
  }
  Edits = std::move(Joined);
}

void SourceEdits::checkText() {
  if (Edits.empty())
    return;
  llvm::sort(Edits, [](const Edit &A, const Edit &B) { return A.Begin < B.Begin; });
  joinRemovals();
  for (const Edit &Each : Edits)
    if (const StringRef Old = Text.slice(Each.Begin, Each.End);
        Old.contains("//") || Old.contains("/*"))
      refuse("a comment would be lost");
  for (size_t I = 1; I < Edits.size(); ++I)
    if (Edits[I].Begin < Edits[I - 1].End)
      refuse("it is written in an unusual way");
  if (isDividedByDirectives())
    refuse("directives of the preprocessor stand in it");
}

Rewrite SourceEdits::finish(std::string Name, unsigned At, unsigned End) {
  Rewrite Done;
  checkText();
  Done.GroupName = std::move(Name);
  if (At == End)
    Done.After = "\n" + indentation(At);
  for (Edit &Each : Edits) {
    if (Each.Begin == At && At == End) { // Two edits at one place would be at odds.
      End = Each.End;
      Done.After += Each.Text;
    } else {
      Done.Edits.push_back(FixItHint::CreateReplacement(range(Each.Begin, Each.End), Each.Text));
    }
  }
  Done.Withheld = Refusal;
  if (Refusal.empty())
    Done.GroupAt = range(At, End);
  return Done;
}

std::vector<FixItHint> SourceEdits::finish() {
  checkText();
  std::vector<FixItHint> All;
  if (Refusal.empty())
    for (const Edit &Each : Edits)
      All.push_back(FixItHint::CreateReplacement(range(Each.Begin, Each.End), Each.Text));
  return All;
}

} // namespace clang::tidy::structured
