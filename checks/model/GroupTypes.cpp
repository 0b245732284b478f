#include "GroupTypes.h"
#include "Classes.h"

namespace clang::tidy::structured {

const OwnerApi *GroupTypes::findClass(const CXXRecordDecl &Class) const {
  for (const CXXRecordDecl *Each : withBases(Class))
    if (const OwnerApi *Api = Table.Owners.find(Each))
      return Api;
  return isOwner(Class, Table) ? &OwnerApi::usual() : nullptr;
}

const OwnerApi *GroupTypes::find(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || Class->isLambda())
    return nullptr;
  const auto [At, New] = Known.try_emplace(Class, nullptr);
  if (New)
    if (const OwnerApi *Api = findClass(*Class))
      return Known[Class] = Api;
  return At->second;
}

bool isSmartPointer(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && !hasDeleter(*Class) &&
         (isNamed(*Class, "::std::unique_ptr") || isNamed(*Class, "::std::shared_ptr"));
}

const OwnerApi *GroupTypes::findPointed(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  return find(T->isPointerType() || isSmartPointer(T) ? heldBy(T) : T);
}

} // namespace clang::tidy::structured
