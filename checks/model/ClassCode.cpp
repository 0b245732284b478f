#include "ClassCode.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace clang::tidy::structured {

namespace {
using Note = llvm::function_ref<void(const ValueDecl &, const Expr &, bool OfThis)>;

class MemberFinder : public RecursiveASTVisitor<MemberFinder> {
public:
  explicit MemberFinder(Note Add) : Add(Add) {}
  bool VisitMemberExpr(MemberExpr *E) {
    Add(*E->getMemberDecl(), *E, isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()));
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (isa<CXXMethodDecl>(E->getDecl()))
      Add(*E->getDecl(), *E, false);
    return true;
  }

private:
  Note Add;
};
} // namespace

void ClassCode::read(const Stmt &Root, const FunctionDecl *In) {
  Statements.try_emplace(&Root, Root);
  MemberFinder([&](const ValueDecl &Member, const Expr &At, bool OfThis) {
    Uses[cast<ValueDecl>(Member.getCanonicalDecl())].push_back({&At, In, &Root, OfThis});
  }).TraverseStmt(const_cast<Stmt *>(&Root));
}

void ClassCode::addFunction(const CXXMethodDecl &Method) {
  if (!Method.isUserProvided() || Method.isPureVirtual())
    return;
  const FunctionDecl *Defined = Method.getDefinition();
  const auto *Body = Defined ? dyn_cast_or_null<CompoundStmt>(Defined->getBody()) : nullptr;
  if (!Body) { // Also a function of a try block.
    Whole = false;
    return;
  }
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Defined))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        read(*Init->getInit(), Defined);
  read(*Body, Defined);
}

/// True if \p Class has functions of its own to run.
static bool hasCode(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.methods(),
                      [](const CXXMethodDecl *Each) { return Each->isUserProvided(); });
}

ClassCode::ClassCode(const CXXRecordDecl &Class) : Class(Class), Whole(!Class.hasFriends()) {
  for (const Decl *D : Class.decls()) {
    const auto *Nested = dyn_cast<CXXRecordDecl>(D);
    const CXXRecordDecl *Defined = Nested ? Nested->getDefinition() : nullptr;
    if (isa<ClassTemplateDecl, FunctionTemplateDecl>(D) ||
        (Nested && !Nested->isInjectedClassName() && (!Defined || hasCode(*Defined))))
      Whole = false;
  }
  for (const CXXMethodDecl *Method : Class.methods())
    addFunction(*Method);
  for (const FieldDecl *Field : Class.fields())
    if (Field->hasInClassInitializer() && Field->getInClassInitializer())
      read(*Field->getInClassInitializer(), nullptr);
}

llvm::ArrayRef<ClassCode::Use> ClassCode::usesOf(const ValueDecl &Member) const {
  const auto At = Uses.find(cast<ValueDecl>(Member.getCanonicalDecl()));
  return At == Uses.end() ? llvm::ArrayRef<Use>() : llvm::ArrayRef<Use>(At->second);
}

const Stmt *ClassCode::parent(const Stmt *S, const Use &Of) const {
  do
    S = statements(Of).parent(S);
  while (
      isa_and_nonnull<ParenExpr, ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr>(S));
  return S;
}

llvm::SmallVector<ClassCode::Initial, 2> ClassCode::initialsOf(const FieldDecl &Member) const {
  llvm::SmallVector<Initial, 2> Found;
  for (const CXXConstructorDecl *Each : Class.ctors()) {
    const FunctionDecl *Defined = Each->getDefinition();
    if (!Defined)
      continue;
    const auto *Constructor = cast<CXXConstructorDecl>(Defined);
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten() && Init->getMember() == &Member)
        Found.push_back({Init, Constructor});
  }
  return Found;
}

} // namespace clang::tidy::structured
