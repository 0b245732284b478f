#include "MissedInstances.h"
#include "Expressions.h"
#include "SpelledNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"

namespace clang::tidy::structured {

namespace {
class InstanceFinder : public RecursiveASTVisitor<InstanceFinder> {
  using Base = RecursiveASTVisitor<InstanceFinder>;

public:
  InstanceFinder(ASTContext &Context, const SpawnTable &Table)
      : Context(Context), Sources(Context.getSourceManager()), Table(Table) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }

  bool TraverseDecl(Decl *D) { return !D || isOfSystemHeader(*D) || Base::TraverseDecl(D); }

  // Each stops the walk if something is missing.
  bool VisitLambdaExpr(LambdaExpr *Lambda);
  bool VisitFunctionTemplateDecl(FunctionTemplateDecl *Template);
  bool VisitCXXMethodDecl(CXXMethodDecl *Method);
  bool VisitFieldDecl(FieldDecl *Field);
  bool VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class);

private:
  bool mayMatter(SourceLocation Loc);

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  llvm::DenseMap<FileID, bool> Known;
};
} // namespace

/// True if there is a body of \p Template for any types.
static bool isMade(const FunctionTemplateDecl &Template) {
  return llvm::any_of(Template.specializations(),
                      [](const FunctionDecl *Each) { return Each->hasBody(); });
}

/// A library may call it with other types than the code does.
bool InstanceFinder::VisitLambdaExpr(LambdaExpr *Lambda) {
  return !Lambda->isGenericLambda() || !mayMatter(Lambda->getBeginLoc());
}

/// What libraries call of a class without being told of it: what makes, copies and ends its
/// objects, operators, and what overrides.
static bool isCalledByLibraries(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Function) ||
         Function.isOverloadedOperator() || (Method && Method->isVirtual());
}

bool InstanceFinder::VisitFunctionTemplateDecl(FunctionTemplateDecl *Template) {
  const FunctionDecl &Pattern = *Template->getTemplatedDecl();
  const bool IsCall = Pattern.getOverloadedOperator() == OO_Call;
  return !isCalledByLibraries(Pattern) || !Pattern.hasBody() ||
         Template->getDeclContext()->isDependentContext() || (!IsCall && isMade(*Template)) ||
         !mayMatter(Pattern.getLocation());
}

bool InstanceFinder::VisitCXXMethodDecl(CXXMethodDecl *Method) {
  if (Method->hasBody() || Method->isDependentContext() || !isCalledByLibraries(*Method))
    return true;
  const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
  return !Pattern || !Pattern->hasBody() || !mayMatter(Pattern->getLocation());
}

bool InstanceFinder::VisitFieldDecl(FieldDecl *Field) {
  return !Field->hasInClassInitializer() || Field->getInClassInitializer() ||
         Field->getDeclContext()->isDependentContext() || !mayMatter(Field->getLocation());
}

/// Who only names the class leaves it to others to make it.
bool InstanceFinder::VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class) {
  return Class->hasDefinition() || Class->isDependentContext() ||
         !mayMatter(Class->getSpecializedTemplate()->getLocation());
}

/// True if the file of \p Loc spells what the model may look at, so that a body made of a
/// template there could tell of something.
bool InstanceFinder::mayMatter(SourceLocation Loc) {
  const FileID File = Sources.getFileID(Sources.getExpansionLoc(Loc));
  const auto [Entry, IsNew] = Known.try_emplace(File, false);
  if (!IsNew)
    return Entry->second;
  const llvm::StringRef Text = Sources.getBufferData(File);
  llvm::StringSet<> Words;
  Lexer Lex(SourceLocation(), Context.getLangOpts(), Text.begin(), Text.begin(), Text.end());
  Token At;
  do {
    Lex.LexFromRawLexer(At);
    if (At.is(tok::raw_identifier))
      Words.insert(At.getRawIdentifier());
  } while (At.isNot(tok::eof));
  const auto Spells = [&](llvm::StringRef Name) {
    return Words.contains(Name.substr(Name.rfind(':') + 1)) && spellsAll(Context.Idents, Name);
  };
  return Known[File] =
             Words.contains("join") || Words.contains("detach") || spellsAnything(Spells, Table);
}

bool missesInstances(ASTContext &Context, const SpawnTable &Table) {
  return !InstanceFinder(Context, Table).TraverseAST(Context);
}

} // namespace clang::tidy::structured
