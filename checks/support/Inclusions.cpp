#include "Inclusions.h"
#include "clang/Format/Format.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Inclusions/HeaderIncludes.h"

namespace clang::tidy::structured {

namespace {
/// A directive of the preprocessor.
struct Directive {
  std::string Name, Argument;
  unsigned Offset = 0;
  bool AfterCode = false; ///< Something else than directives comes before it.
};
} // namespace

/// The directives of \p Text, in order.
static std::vector<Directive> directivesOf(StringRef Text) {
  std::vector<Directive> All;
  LangOptions Lang;
  Lang.CPlusPlus = true;
  Lexer Raw(SourceLocation(), Lang, Text.begin(), Text.begin(), Text.end());
  auto OffsetOf = [&](const Token &Each) {
    return Raw.getBufferLocation() - Text.begin() - Each.getLength();
  };
  Token Each;
  bool Last = Raw.LexFromRawLexer(Each), Code = false;
  while (!Last) {
    if (!Each.is(tok::hash) || !Each.isAtStartOfLine()) {
      Code = true;
      Last = Raw.LexFromRawLexer(Each);
      continue;
    }
    Directive One;
    One.Offset = OffsetOf(Each);
    One.AfterCode = Code;
    for (std::string *To : {&One.Name, &One.Argument}) {
      Last = Raw.LexFromRawLexer(Each);
      if (Last || Each.isAtStartOfLine())
        break;
      if (Each.is(tok::raw_identifier))
        *To = Each.getRawIdentifier().str();
    }
    while (!Last && !Each.isAtStartOfLine())
      Last = Raw.LexFromRawLexer(Each);
    All.push_back(std::move(One));
  }
  return All;
}

/// True if \p At begins the guard of a header in \p All: it is not to be read twice.
static bool isGuard(llvm::ArrayRef<Directive> All, size_t At) {
  const bool First = At == 0 || (At == 1 && All[0].Name == "pragma");
  return First && All[At].Name == "ifndef" && At + 1 < All.size() && All[At + 1].Name == "define" &&
         All[At + 1].Argument == All[At].Argument;
}

/// Where the line begins of the include that a new one can stand beside: the first that
/// stands in no condition of \p Text and behind all that is defined for others; 0 if there
/// is none.
static unsigned firstInclude(StringRef Text) {
  const std::vector<Directive> All = directivesOf(Text);
  unsigned Depth = 0;
  const Directive *First = nullptr;
  bool Defines = false; // Since the first, something that the next may be meant to read.
  for (size_t I = 0; I < All.size(); ++I) {
    const StringRef Name = All[I].Name;
    if (Name.starts_with("if"))
      Depth += !isGuard(All, I);
    else if (Name == "endif")
      Depth -= Depth > 0;
    else if (Name == "define" || Name == "undef")
      Defines |= First != nullptr;
    else if (Name == "include" && Depth == 0 && (!First || (Defines && !All[I].AfterCode))) {
      First = &All[I];
      Defines = false;
    }
  }
  return First ? Text.rfind('\n', First->Offset) + 1 : 0; // npos + 1 is 0.
}

std::optional<FixItHint> inclusionOf(StringRef Header, llvm::ArrayRef<FixItHint> Edits,
                                     const SourceManager &Sources) {
  const FileID File = Sources.getFileID(Edits.front().RemoveRange.getBegin());
  const OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
  if (!Entry)
    return std::nullopt;
  const StringRef Text = Sources.getBufferData(File);
  const unsigned First = firstInclude(Text);
  auto MissingIn = [&](StringRef Part) {
    return tooling::HeaderIncludes(Entry->getName(), Part, format::getLLVMStyle().IncludeStyle)
        .insert(Header, /*IsAngled=*/true, tooling::IncludeDirective::Include);
  };
  const auto Missing = MissingIn(Text.substr(First));
  if (!Missing || (First > 0 && !MissingIn(Text)))
    return std::nullopt;
  const SourceLocation At =
      Sources.getLocForStartOfFile(File).getLocWithOffset(First + Missing->getOffset());
  return FixItHint::CreateInsertion(At, Missing->getReplacementText());
}

} // namespace clang::tidy::structured
