#include "LastMember.h"
#include "SourceEdits.h"
#include "checks/model/NameMap.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::structured {

/// A name for a group that nothing in \p Class has, written as that of \p Other is.
static std::string nameLike(const FieldDecl &Other, const CXXRecordDecl &Class,
                            ASTContext &Context) {
  const StringRef Given = Other.getName();
  std::string Name = llvm::isUpper(Given.front()) ? "Tasks" : "tasks";
  if (Given.starts_with("m_"))
    Name = "m_" + Name;
  else if (Given.starts_with("_"))
    Name = "_" + Name;
  else if (Given.ends_with("_"))
    Name += "_";
  return Class.lookup(&Context.Idents.get(Name)).empty() ? Name : "";
}

/// Where a line after that of \p Last can be added; nothing if more stands there than a
/// comment.
static std::optional<unsigned> endOfLine(const FieldDecl &Last, StringRef Text,
                                         const SourceManager &Sources, const LangOptions &Lang) {
  const SourceLocation After = Lexer::findLocationAfterToken(
      Last.getEndLoc(), tok::semi, Sources, Lang, /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (After.isInvalid() || After.isMacroID())
    return std::nullopt;
  const unsigned Offset = Sources.getFileOffset(After);
  const size_t End = Text.find('\n', Offset);
  const StringRef Rest = Text.slice(Offset, End).trim();
  if (End == StringRef::npos || !(Rest.empty() || Rest.starts_with("//")))
    return std::nullopt;
  return Text.take_front(End).ends_with("\r") ? End - 1 : End;
}

Rewrite lastMember(const CXXRecordDecl &Class, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const FieldDecl *Last = nullptr;
  for (const FieldDecl *Each : Class.fields())
    Last = Each;
  if (!Last || Last->getName().empty() || Last->getBeginLoc().isMacroID() || Class.isUnion() ||
      Class.isDependentContext() || isa<FunctionDecl>(Class.getDeclContext()))
    return {};
  const auto [File, Begin] = Sources.getDecomposedLoc(Last->getBeginLoc());
  const StringRef Text = Sources.getBufferData(File);
  Rewrite Member;
  Member.IsMember = true;
  const CXXRecordDecl *Type = Last->getType()->getAsCXXRecordDecl();
  if (Type && isNamed(*Type, "::sc::group")) {
    Member.IsThere = true;
    Member.Terminates = Last->hasInClassInitializer();
    Member.GroupName = Last->getNameAsString();
    Member.GroupAt = CharSourceRange::getTokenRange(Last->getSourceRange());
    return Member;
  }
  const auto At = endOfLine(*Last, Text, Sources, Context.getLangOpts());
  Member.GroupName = nameLike(*Last, Class, const_cast<ASTContext &>(Context));
  if (!At || Member.GroupName.empty())
    return {};
  Member.Before = "\n" + SourceEdits(Context, Last->getBeginLoc()).indentation(Begin);
  const SourceLocation Loc = Sources.getLocForStartOfFile(File).getLocWithOffset(*At);
  Member.GroupAt = CharSourceRange::getCharRange(Loc, Loc);
  return Member;
}

} // namespace clang::tidy::structured
