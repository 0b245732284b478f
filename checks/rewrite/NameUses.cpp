#include "NameUses.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

namespace {
class Finder : public RecursiveASTVisitor<Finder> {
public:
  explicit Finder(llvm::ArrayRef<const VarDecl *> Of) : Of(Of) {}
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (llvm::is_contained(Of, Ref->getDecl()))
      Found.push_back(Ref);
    return true;
  }
  llvm::SmallVector<const DeclRefExpr *> Found;

private:
  llvm::ArrayRef<const VarDecl *> Of;
};
} // namespace

llvm::SmallVector<const DeclRefExpr *> usesOf(llvm::ArrayRef<const VarDecl *> Of,
                                              const Stmt &Body) {
  Finder Uses(Of);
  Uses.TraverseStmt(const_cast<Stmt *>(&Body));
  return Uses.Found;
}

namespace {
/// Where the syntax tree says a name.
class Sayings : public RecursiveASTVisitor<Sayings> {
public:
  Sayings(DeclarationName Name, const SourceManager &Sources) : Name(Name), Sources(Sources) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) { return add(E->getDecl(), E->getLocation()); }
  bool VisitMemberExpr(MemberExpr *E) { return add(E->getMemberDecl(), E->getMemberLoc()); }
  bool VisitNamedDecl(NamedDecl *D) { return add(D, D->getLocation()); }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &Each : Lambda->captures())
      if (Each.capturesVariable())
        add(Each.getCapturedVar(), Each.getLocation());
    return true;
  }
  bool has(SourceLocation At) const { return Found.contains(At); }

private:
  bool add(const NamedDecl *D, SourceLocation At) {
    if (D->getDeclName() == Name)
      Found.insert(Sources.getSpellingLoc(At));
    return true;
  }

  DeclarationName Name;
  const SourceManager &Sources;
  llvm::DenseSet<SourceLocation> Found;
};

class Namesakes : public RecursiveASTVisitor<Namesakes> {
public:
  explicit Namesakes(const ValueDecl &Of) : Of(Of) {}
  bool VisitVarDecl(VarDecl *Var) { return Var == &Of || Var->getDeclName() != Of.getDeclName(); }

private:
  const ValueDecl &Of;
};
} // namespace

void forEachIdentifier(const Stmt &Body, const ASTContext &Context,
                       llvm::function_ref<void(SourceLocation, StringRef)> Each) {
  const SourceManager &Sources = Context.getSourceManager();
  const auto [File, Begin] = Sources.getDecomposedLoc(Sources.getExpansionLoc(Body.getBeginLoc()));
  const StringRef Text = Sources.getBufferData(File);
  const unsigned End = Sources.getFileOffset(Sources.getExpansionLoc(Body.getEndLoc()));
  Lexer Raw(Sources.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + Begin, Text.end());
  Token Next;
  while (!Raw.LexFromRawLexer(Next) && Sources.getFileOffset(Next.getLocation()) < End)
    if (Next.is(tok::raw_identifier))
      Each(Next.getLocation(), Next.getRawIdentifier());
}

bool isSaidUnseen(const ValueDecl &Var, const Stmt &Body, const ASTContext &Context) {
  Sayings Known(Var.getDeclName(), Context.getSourceManager());
  Known.TraverseStmt(const_cast<Stmt *>(&Body));
  bool Unseen = false;
  forEachIdentifier(Body, Context, [&](SourceLocation At, StringRef Name) {
    Unseen |= Name == Var.getName() && !Known.has(At);
  });
  return Unseen;
}

bool isHiddenIn(const ValueDecl &Var, const Stmt &Body) {
  return !Namesakes(Var).TraverseStmt(const_cast<Stmt *>(&Body));
}

} // namespace clang::tidy::structured
