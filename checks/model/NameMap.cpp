#include "NameMap.h"

namespace clang::tidy::structured {

/// The next enclosing scope that a qualified name spells.
static const NamedDecl *namedScope(const DeclContext *Scope) {
  for (; Scope; Scope = Scope->getParent()) {
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Scope)) {
      if (!Namespace->isInline() && !Namespace->isAnonymousNamespace())
        return Namespace;
    } else if (const auto *Record = dyn_cast<RecordDecl>(Scope)) {
      return Record;
    } else if (Scope->isFunctionOrMethod()) {
      return nullptr; // Local classes have no qualified name.
    }
  }
  return nullptr;
}

bool isNamed(const NamedDecl &Decl, llvm::StringRef Name) {
  if (Decl.getDeclContext()->isFunctionOrMethod())
    return false;
  const NamedDecl *Part = &Decl;
  while (Part) {
    auto [Scope, Last] = Name.rsplit("::");
    const IdentifierInfo *Id = Part->getIdentifier();
    if (!Id || Id->getName() != Last)
      return false;
    Part = namedScope(Part->getDeclContext());
    Name = Scope;
    if (Name.empty())
      return !Part;
  }
  return false;
}

std::string fullNameOf(const NamedDecl &Decl) {
  if (Decl.getDeclContext()->isFunctionOrMethod())
    return "";
  std::string Name;
  for (const NamedDecl *Part = &Decl; Part; Part = namedScope(Part->getDeclContext())) {
    const IdentifierInfo *Id = Part->getIdentifier();
    if (!Id)
      return "";
    Name = "::" + Id->getName().str() + Name;
  }
  return isNamed(Decl, Name) ? Name : "";
}

} // namespace clang::tidy::structured
