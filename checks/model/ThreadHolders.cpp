#include "ThreadHolders.h"
#include "Classes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

static const SpawnApi *threadMadeBy(const CXXRecordDecl *Class, const SpawnTable &Table) {
  const SpawnApi *Api = Table.Spawns.find(Class);
  return Api && Api->OwnThread && Api->Dropped != OnDrop::Blocks ? Api : nullptr;
}

static bool isBox(const CXXRecordDecl &Class) {
  return isNamed(Class, "::std::unique_ptr") || isNamed(Class, "::std::shared_ptr") ||
         isNamed(Class, "::std::optional");
}

ThreadHolder threadHolder(QualType T, const SpawnTable &Table) {
  if (T.isNull() || T->isReferenceType() || T->isAnyPointerType())
    return {};
  if (const auto *Array = dyn_cast<ArrayType>(T.getCanonicalType())) {
    const ThreadHolder Element = threadHolder(Array->getElementType(), Table);
    return {Element.Api ? Holding::Many : Holding::Nothing, Element.Api};
  }
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (const SpawnApi *Api = threadMadeBy(Class, Table))
    return {Holding::One, Api};
  const QualType Held = heldBy(T);
  if (!Class || Held == T)
    return {};
  const ThreadHolder Inner = threadHolder(Held, Table);
  if (!Inner.Api)
    return {};
  const bool Box = isBox(*Class) && Inner.How == Holding::One;
  return {Box ? Holding::Boxed : Holding::Many, Inner.Api};
}

bool givesUpThread(const CXXMethodDecl &Method) {
  static constexpr llvm::StringLiteral Names[] = {"join", "detach", "timed_join", "try_join_for",
                                                  "try_join_until"};
  return Method.getIdentifier() && llvm::is_contained(Names, Method.getName());
}

} // namespace clang::tidy::structured
