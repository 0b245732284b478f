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
  bool VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class);

private:
  bool spells(SourceRange Range);
  bool mayMatter(const FunctionDecl &Pattern);

  ASTContext &Context;
  const SourceManager &Sources;
  const SpawnTable &Table;
  llvm::DenseMap<SourceLocation, bool> Known; ///< By where the text begins.
};
} // namespace

/// True if there is a body of \p Template for any types.
static bool isMade(const FunctionTemplateDecl &Template) {
  return llvm::any_of(Template.specializations(),
                      [](const FunctionDecl *Each) { return Each->hasBody(); });
}

bool InstanceFinder::VisitLambdaExpr(LambdaExpr *Lambda) {
  const FunctionTemplateDecl *Generic = Lambda->getDependentCallOperator();
  return !Generic || Lambda->getLambdaClass()->getDeclContext()->isDependentContext() ||
         isMade(*Generic);
}

bool InstanceFinder::VisitFunctionTemplateDecl(FunctionTemplateDecl *Template) {
  const FunctionDecl &Pattern = *Template->getTemplatedDecl();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Pattern);
  return !Method || Method->getOverloadedOperator() != OO_Call || Method->getParent()->isLambda() ||
         Template->getDeclContext()->isDependentContext() || isMade(*Template) ||
         !mayMatter(Pattern);
}

/// What libraries call of a class without being told of it: what makes, copies and ends its
/// objects, and operators.
static bool isCalledByLibraries(const CXXMethodDecl &Method) {
  return isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Method) ||
         Method.isOverloadedOperator();
}

bool InstanceFinder::VisitCXXMethodDecl(CXXMethodDecl *Method) {
  if (Method->hasBody() || Method->isDependentContext() || !isCalledByLibraries(*Method))
    return true;
  const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
  return !Pattern || !Pattern->hasBody() || !mayMatter(*Pattern);
}

/// Who only names the class leaves it to others to make it.
bool InstanceFinder::VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class) {
  const CXXRecordDecl *Pattern =
      Class->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return Class->hasDefinition() || Class->isDependentContext() || !Pattern ||
         llvm::none_of(Pattern->methods(), [&](const CXXMethodDecl *Each) {
           const FunctionDecl *Definition = Each->getDefinition();
           return Definition && mayMatter(*Definition);
         });
}

/// True if the text spells what the model may look at.
bool InstanceFinder::spells(SourceRange Range) {
  const auto [Entry, IsNew] = Known.try_emplace(Range.getBegin(), false);
  if (!IsNew)
    return Entry->second;
  const llvm::StringRef Text =
      Lexer::getSourceText(Sources.getExpansionRange(CharSourceRange::getTokenRange(Range)),
                           Sources, Context.getLangOpts());
  llvm::StringSet<> Words;
  const std::string Copy = Text.str(); // It ends with a zero.
  Lexer Lex(SourceLocation(), Context.getLangOpts(), Copy.data(), Copy.data(),
            Copy.data() + Copy.size());
  Token At;
  do {
    Lex.LexFromRawLexer(At);
    if (At.is(tok::raw_identifier))
      Words.insert(At.getRawIdentifier());
  } while (At.isNot(tok::eof));
  const auto Spells = [&](llvm::StringRef Name) {
    return Words.contains(Name.substr(Name.rfind(':') + 1)) && spellsAll(Context.Idents, Name);
  };
  return Known[Range.getBegin()] =
             Words.contains("join") || Words.contains("detach") || spellsAnything(Spells, Table);
}

/// True if a body made of \p Pattern could tell of anything.
bool InstanceFinder::mayMatter(const FunctionDecl &Pattern) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Pattern);
  return spells(Pattern.getSourceRange()) ||
         (Method && spells(Method->getParent()->getSourceRange()));
}

bool missesInstances(ASTContext &Context, const SpawnTable &Table) {
  return !InstanceFinder(Context, Table).TraverseAST(Context);
}

} // namespace clang::tidy::structured
