#include "Classes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

/// The definition of \p Record, or of the template that it would be made from
/// if this unit had a use for it, or null.
static const CXXRecordDecl *definitionOf(const CXXRecordDecl &Record) {
  if (const CXXRecordDecl *Definition = Record.getDefinition())
    return Definition;
  if (const CXXRecordDecl *Pattern = Record.getTemplateInstantiationPattern())
    return Pattern->getDefinition();
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  return Specialization
             ? Specialization->getSpecializedTemplate()->getTemplatedDecl()->getDefinition()
             : nullptr;
}

llvm::SmallVector<const CXXRecordDecl *> withBases(const CXXRecordDecl &Record) {
  llvm::SmallVector<const CXXRecordDecl *> Classes;
  auto Add = [&](const CXXRecordDecl *Class) {
    if (const CXXRecordDecl *Definition = Class ? definitionOf(*Class) : nullptr)
      Classes.push_back(Definition);
  };
  Add(&Record);
  for (size_t I = 0; I < Classes.size(); ++I)
    for (const CXXBaseSpecifier &Base : Classes[I]->bases())
      Add(Base.getType()->getAsCXXRecordDecl());
  return Classes;
}

bool hasMember(const CXXRecordDecl &Record, DeclarationName Name) {
  return llvm::any_of(withBases(Record),
                      [&](const CXXRecordDecl *Class) { return !Class->lookup(Name).empty(); });
}

bool hasAnnotation(const Decl &D, llvm::StringRef Text) {
  return llvm::any_of(D.redecls(), [&](const Decl *Redeclared) {
    return llvm::any_of(Redeclared->specific_attrs<AnnotateAttr>(),
                        [&](const AnnotateAttr *Attr) { return Attr->getAnnotation() == Text; });
  });
}

bool isOwner(const CXXRecordDecl &Record, const SpawnTable &Table) {
  auto Says = [&](const CXXRecordDecl *Class) {
    return Table.Owners.find(Class) || hasAnnotation(*Class, "sc::owns_tasks");
  };
  return Says(&Record) || llvm::any_of(withBases(Record), Says);
}

bool isPlainClass(const CXXRecordDecl &Class) {
  return !Class.isUnion() && !Class.isLambda() && !Class.isTemplated() &&
         !isa<ClassTemplateSpecializationDecl>(Class);
}

QualType heldBy(QualType T) {
  static constexpr const char *Holders[] = {
      "::std::unique_ptr", "::std::shared_ptr", "::std::optional", "::std::vector",
      "::std::deque",      "::std::list",       "::std::array"};
  if (T->isAnyPointerType() || T->isReferenceType())
    return T->getPointeeType();
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Class || llvm::none_of(Holders, [&](const char *Name) { return isNamed(*Class, Name); }))
    return T;
  const TemplateArgument &First = Class->getTemplateArgs()[0];
  return First.getKind() == TemplateArgument::Type ? First.getAsType() : T;
}

bool hasDeleter(const CXXRecordDecl &Class) {
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Made || !isNamed(Class, "::std::unique_ptr"))
    return false;
  const TemplateArgumentList &Args = Made->getTemplateArgs();
  const CXXRecordDecl *Deleter = Args.size() > 1 && Args[1].getKind() == TemplateArgument::Type
                                     ? Args[1].getAsType()->getAsCXXRecordDecl()
                                     : nullptr;
  return !Deleter || !isNamed(*Deleter, "::std::default_delete");
}

bool isThreadWrapper(const CXXRecordDecl &Class, const SpawnTable &Table) {
  auto IsThread = [&](QualType T) {
    return Table.Spawns.find(heldBy(T)->getAsCXXRecordDecl()) != nullptr;
  };
  return (Class.getNumBases() || !Class.field_empty()) &&
         llvm::all_of(Class.bases(),
                      [&](const CXXBaseSpecifier &Base) { return IsThread(Base.getType()); }) &&
         llvm::all_of(Class.fields(), [&](const FieldDecl *Field) {
           return IsThread(Field->getType()) || Field->getType()->isArithmeticType() ||
                  Field->getType()->isEnumeralType();
         });
}

} // namespace clang::tidy::structured
