#include "FreeNames.h"
#include "clang/AST/Stmt.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

/// Every identifier that \p Body is written with.
static llvm::StringSet<> identifiersIn(const Stmt &Body, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const auto [File, Begin] = Sources.getDecomposedLoc(Sources.getExpansionLoc(Body.getBeginLoc()));
  const StringRef Text = Sources.getBufferData(File);
  const unsigned End = Sources.getFileOffset(Sources.getExpansionLoc(Body.getEndLoc()));
  Lexer Raw(Sources.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + Begin, Text.end());
  llvm::StringSet<> Names;
  Token Each;
  while (!Raw.LexFromRawLexer(Each) && Sources.getFileOffset(Each.getLocation()) < End)
    if (Each.is(tok::raw_identifier))
      Names.insert(Each.getRawIdentifier());
  return Names;
}

bool isNamedIn(StringRef Name, const Stmt &Body, const ASTContext &Context) {
  return identifiersIn(Body, Context).contains(Name);
}

std::string FreeNames::in(const Stmt &Body, StringRef Like, const ASTContext &Context) {
  const llvm::StringSet<> Taken = identifiersIn(Body, Context);
  std::string Name = "tasks";
  if (!Like.empty() && llvm::isUpper(Like.front()))
    Name = "Tasks";
  for (;;) {
    const unsigned Number = ++Given[&Body];
    const std::string Free = Number == 1 ? Name : Name + std::to_string(Number);
    if (!Taken.contains(Free))
      return Free;
  }
}

} // namespace clang::tidy::structured
