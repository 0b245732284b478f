#include "HandleClasses.h"
#include "Expressions.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// What stands for \p Record and for all that is made from the same template.
static const CXXRecordDecl *patternOf(const CXXRecordDecl *Record) {
  if (const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record))
    Record = Made->getSpecializedTemplate()->getTemplatedDecl();
  else if (const CXXRecordDecl *Member =
               Record ? Record->getInstantiatedFromMemberClass() : nullptr)
    Record = Member;
  return Record ? Record->getCanonicalDecl() : nullptr;
}

static const CXXRecordDecl *classOf(QualType T) {
  if (const auto *Made = T->getAs<TemplateSpecializationType>())
    if (const TemplateDecl *Template = Made->getTemplateName().getAsTemplateDecl())
      if (const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Template->getTemplatedDecl()))
        return Class->getCanonicalDecl();
  return patternOf(T->getAsCXXRecordDecl());
}

/// The declarations that the fully qualified \p Name names.
static llvm::SmallVector<const NamedDecl *> lookUp(llvm::StringRef Name, ASTContext &Context) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Name.split(Parts, "::", -1, /*KeepEmpty=*/false);
  llvm::SmallVector<const NamedDecl *> Found;
  llvm::SmallVector<const DeclContext *> Scopes{Context.getTranslationUnitDecl()};
  for (llvm::StringRef Part : Parts) {
    Found.clear();
    for (const DeclContext *Scope : Scopes)
      llvm::append_range(Found, Scope->lookup(&Context.Idents.get(Part)));
    Scopes.clear();
    for (const NamedDecl *&Decl : Found) {
      if (const auto *Template = dyn_cast<TemplateDecl>(Decl);
          Template && Template->getTemplatedDecl())
        Decl = Template->getTemplatedDecl();
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Decl); Class && Class->hasDefinition())
        Scopes.push_back(Class->getDefinition());
      else if (const auto *Namespace = dyn_cast<NamespaceDecl>(Decl))
        Scopes.push_back(Namespace);
    }
  }
  return Found;
}

/// By their declarations, because a unit that only gives a handle up need not
/// call what returns it, and an editor does not parse the calls in headers.
void HandleClasses::addDeclared() {
  Table.Spawns.forEach([&](llvm::StringRef Name, const SpawnApi &) {
    for (const NamedDecl *Decl : lookUp(Name, Context))
      if (const auto *Function = dyn_cast<FunctionDecl>(Decl))
        if (const CXXRecordDecl *Class = classOf(Function->getReturnType()))
          Returned.insert(Class);
  });
}

void HandleClasses::addReturned(const CallExpr &Call) {
  if (isInMainFile(Call.getExprLoc(), Context.getSourceManager()))
    if (const CXXRecordDecl *Class = classOf(Call.getType()))
      Returned.insert(Class);
}

bool HandleClasses::contains(const CXXRecordDecl *Record) {
  if (Table.Spawns.find(Record))
    return true;
  if (!std::exchange(Looked, true))
    addDeclared();
  return Returned.contains(patternOf(Record));
}

} // namespace clang::tidy::structured
