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
  bool Last = Raw.LexFromRawLexer(Each);
  while (!Last) {
    if (!Each.is(tok::hash) || !Each.isAtStartOfLine()) {
      Last = Raw.LexFromRawLexer(Each);
      continue;
    }
    Directive One;
    One.Offset = OffsetOf(Each);
    for (std::string *To : {&One.Name, &One.Argument}) {
      Last = Raw.LexFromRawLexer(Each);
      if (Last || Each.isAtStartOfLine())
        break;
      if (Each.is(tok::raw_identifier))
        *To = Each.getRawIdentifier().str();
    }
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

/// Where the line of the first include begins that stands in no condition of \p Text; 0 if
/// there is none.
static unsigned firstInclude(StringRef Text) {
  const std::vector<Directive> All = directivesOf(Text);
  unsigned Depth = 0;
  for (size_t I = 0; I < All.size(); ++I) {
    const StringRef Name = All[I].Name;
    if (Name.starts_with("if"))
      Depth += !isGuard(All, I);
    else if (Name == "endif")
      Depth -= Depth > 0;
    else if (Name == "include" && Depth == 0)
      return Text.rfind('\n', All[I].Offset) + 1; // npos + 1 is 0.
  }
  return 0;
}

std::optional<FixItHint> inclusionOf(StringRef Header, llvm::ArrayRef<FixItHint> Edits,
                                     const SourceManager &Sources) {
  const FileID File = Sources.getFileID(Edits.front().RemoveRange.getBegin());
  const OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
  if (!Entry)
    return std::nullopt;
  const StringRef Text = Sources.getBufferData(File);
  const unsigned First = firstInclude(Text);
  const tooling::HeaderIncludes Includes(Entry->getName(), Text.substr(First),
                                         format::getLLVMStyle().IncludeStyle);
  const auto Missing =
      Includes.insert(Header, /*IsAngled=*/true, tooling::IncludeDirective::Include);
  if (!Missing)
    return std::nullopt;
  const SourceLocation At =
      Sources.getLocForStartOfFile(File).getLocWithOffset(First + Missing->getOffset());
  return FixItHint::CreateInsertion(At, Missing->getReplacementText());
}

} // namespace clang::tidy::structured
