#include "ThreadHolders.h"
#include "Classes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

static const SpawnApi *threadMadeBy(const CXXRecordDecl *Class, const SpawnTable &Table) {
  const SpawnApi *Api = Table.Spawns.find(Class);
  return Api && Api->OwnThread && Api->Dropped != OnDrop::Blocks ? Api : nullptr;
}

static bool isBox(const CXXRecordDecl &Class) {
  return isNamed(Class, "::std::unique_ptr") || isNamed(Class, "::std::shared_ptr") ||
         isNamed(Class, "::std::optional");
}

/// What an object of type \p T holds; a map, what it maps to.
static QualType elementOf(QualType T) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Class || (!isNamed(*Class, "::std::map") && !isNamed(*Class, "::std::unordered_map")))
    return heldBy(T);
  const TemplateArgument &Mapped = Class->getTemplateArgs()[1];
  return Mapped.getKind() == TemplateArgument::Type ? Mapped.getAsType() : T;
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
  const QualType Held = elementOf(T);
  if (!Class || Held == T || hasDeleter(*Class))
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
