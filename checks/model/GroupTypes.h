#pragma once

#include "SpawnTable.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Knows the classes of groups: those that own what they start.
class GroupTypes {
public:
  explicit GroupTypes(const SpawnTable &Table) : Table(Table) {}

  /// What is known of \p T, or of what it refers to, or null if it is no group.
  const OwnerApi *find(QualType T);

  /// The same of \p T, or of what it points to.
  const OwnerApi *findPointed(QualType T);

private:
  const OwnerApi *findClass(const CXXRecordDecl &Class) const;

  const SpawnTable &Table;
  llvm::DenseMap<const CXXRecordDecl *, const OwnerApi *> Known;
};

/// True if \p T is std::unique_ptr or std::shared_ptr, and destroys what it points to in
/// the usual way.
bool isSmartPointer(QualType T);

} // namespace clang::tidy::structured
