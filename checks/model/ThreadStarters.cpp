#include "ThreadStarters.h"
#include "Expressions.h"

namespace clang::tidy::structured {

/// True if \p T is a name for the thread of C, by any number of typedefs.
static bool isThreadOfC(QualType T) {
  while (const auto *Name = T->getAs<TypedefType>()) {
    const IdentifierInfo *Id = Name->getDecl()->getIdentifier();
    if (Id && llvm::is_contained(ThreadTypesOfC, Id->getName()))
      return true;
    T = Name->desugar();
  }
  return false;
}

std::optional<SpawnApi> threadStartedBy(const FunctionDecl &Function) {
  if (!isThreadOfC(Function.getReturnType()))
    return std::nullopt;
  for (unsigned I = 0; I < Function.getNumParams(); ++I)
    if (Function.getParamDecl(I)->getType()->isFunctionPointerType())
      return SpawnApi{spelledName(Function), OnDrop::Detaches, I, {}, {}, /*OwnThread=*/true};
  return std::nullopt;
}

bool isNameOfThreadStarter(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Verbs[] = {"start", "create", "spawn", "launch"};
  return Name.ends_with_insensitive("thread") && llvm::any_of(Verbs, [&](llvm::StringRef Verb) {
           return Name.starts_with_insensitive(Verb);
         });
}

bool isCalledThreadStarter(const FunctionDecl &Function) {
  if (!isNameOfThreadStarter(nameOf(&Function)))
    return false;
  for (unsigned I = 0; I + 1 < Function.getNumParams(); ++I)
    if (Function.getParamDecl(I)->getType()->isFunctionPointerType() &&
        Function.getParamDecl(I + 1)->getType()->isVoidPointerType())
      return true;
  return false;
}

bool joinsThread(const FunctionDecl &Function) {
  const IdentifierInfo *Id = Function.getIdentifier();
  return Id && Id->getName().ends_with("join") && Function.getNumParams() == 1 &&
         isThreadOfC(Function.getParamDecl(0)->getType());
}

} // namespace clang::tidy::structured
