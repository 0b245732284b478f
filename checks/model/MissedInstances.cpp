#include "MissedInstances.h"
#include "Expressions.h"
#include "Predicates.h"
#include "SpellingFiles.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace clang::tidy::structured {

namespace {
class InstanceFinder : public RecursiveASTVisitor<InstanceFinder> {
  using Base = RecursiveASTVisitor<InstanceFinder>;

public:
  InstanceFinder(ASTContext &Context, const SpawnTable &Table)
      : Files(Context, Table), Harmless(Context, Table, Files) {}

  bool missesSome(ASTContext &Context) { return !TraverseAST(Context) || Harmless.mayCallMore(); }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }

  bool TraverseDecl(Decl *D) { return !D || isOfSystemHeader(*D) || Base::TraverseDecl(D); }

  bool VisitCallExpr(CallExpr *Call);
  bool VisitFunctionDecl(FunctionDecl *Function);
  // Each of these stops the walk if something is missing.
  bool VisitLambdaExpr(LambdaExpr *Lambda);
  bool VisitFunctionTemplateDecl(FunctionTemplateDecl *Template);
  bool VisitCXXMethodDecl(CXXMethodDecl *Method);
  bool VisitFieldDecl(FieldDecl *Field);
  bool VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class);

private:
  SpellingFiles Files;
  Predicates Harmless;
};
} // namespace

/// True if there is a body of \p Template for any types.
static bool isMade(const FunctionTemplateDecl &Template) {
  return llvm::any_of(Template.specializations(),
                      [](const FunctionDecl *Each) { return Each->hasBody(); });
}

bool InstanceFinder::VisitCallExpr(CallExpr *Call) {
  Harmless.addCall(*Call);
  return true;
}

bool InstanceFinder::VisitFunctionDecl(FunctionDecl *Function) {
  Harmless.addFunction(*Function);
  return true;
}

/// A library may call it with other types than the code does.
bool InstanceFinder::VisitLambdaExpr(LambdaExpr *Lambda) {
  return !Lambda->isGenericLambda() || !Files.has(Lambda->getBeginLoc()) ||
         Harmless.addLambda(*Lambda);
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
         !Files.has(Pattern.getLocation());
}

bool InstanceFinder::VisitCXXMethodDecl(CXXMethodDecl *Method) {
  if (Method->hasBody() || Method->isDependentContext() || !isCalledByLibraries(*Method))
    return true;
  const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
  return !Pattern || !Pattern->hasBody() || !Files.has(Pattern->getLocation());
}

bool InstanceFinder::VisitFieldDecl(FieldDecl *Field) {
  return !Field->hasInClassInitializer() || Field->getInClassInitializer() ||
         Field->getDeclContext()->isDependentContext() || !Files.has(Field->getLocation());
}

/// Who only names the class leaves it to others to make it.
bool InstanceFinder::VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl *Class) {
  return Class->hasDefinition() || Class->isDependentContext() ||
         !Files.has(Class->getSpecializedTemplate()->getLocation());
}

bool missesInstances(ASTContext &Context, const SpawnTable &Table) {
  return InstanceFinder(Context, Table).missesSome(Context);
}

} // namespace clang::tidy::structured
