#include "LostNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

namespace {

/// Collects where a name is said.
class NameFinder : public RecursiveASTVisitor<NameFinder> {
public:
  NameFinder(DeclarationName Name, const SourceManager &Sources) : Name(Name), Sources(Sources) {}

  llvm::DenseSet<SourceLocation> Places;

  bool VisitNamedDecl(NamedDecl *D) { return add(D->getDeclName(), D->getLocation()); }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    return add(E->getDecl()->getDeclName(), E->getLocation());
  }
  bool VisitMemberExpr(MemberExpr *E) {
    return add(E->getMemberDecl()->getDeclName(), E->getMemberLoc());
  }
  bool TraverseLambdaCapture(LambdaExpr *Lambda, const LambdaCapture *Capture, Expr *Init) {
    add(Name, Capture->getLocation());
    return RecursiveASTVisitor::TraverseLambdaCapture(Lambda, Capture, Init);
  }

private:
  bool add(DeclarationName Said, SourceLocation Loc) {
    if (Said == Name)
      Places.insert(Sources.getSpellingLoc(Loc));
    return true;
  }

  DeclarationName Name;
  const SourceManager &Sources;
};

} // namespace

bool namesAreLost(const NamedDecl &D, const Stmt &Body, const ASTContext &Context) {
  if (!D.getIdentifier())
    return false;
  const SourceManager &Sources = Context.getSourceManager();
  NameFinder Said(D.getDeclName(), Sources);
  Said.TraverseStmt(const_cast<Stmt *>(&Body));
  const SourceLocation Begin = Sources.getExpansionLoc(Body.getBeginLoc());
  const SourceLocation End = Sources.getExpansionLoc(Body.getEndLoc());
  const llvm::StringRef Text = Sources.getBufferData(Sources.getFileID(Begin));
  Lexer Raw(Sources.getLocForStartOfFile(Sources.getFileID(Begin)), Context.getLangOpts(),
            Text.begin(), Text.begin() + Sources.getFileOffset(Begin), Text.end());
  Token Next;
  while (!Raw.LexFromRawLexer(Next) && Next.getLocation() < End)
    if (Next.is(tok::raw_identifier) && Next.getRawIdentifier() == D.getName() &&
        !Said.Places.contains(Next.getLocation()))
      return true;
  return false;
}

} // namespace clang::tidy::structured
