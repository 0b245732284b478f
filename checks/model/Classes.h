#pragma once

#include "SpawnTable.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// The definitions of \p Record, first, and of the classes that it derives
/// from, as far as they are known. A template stands for what has not been
/// made from it.
llvm::SmallVector<const CXXRecordDecl *> withBases(const CXXRecordDecl &Record);

/// True if \p Record has a member of this name, itself or inherited.
bool hasMember(const CXXRecordDecl &Record, DeclarationName Name);

/// True if \p D bears the annotation \p Text, as in
/// [[clang::annotate("sc::discardable")]].
bool hasAnnotation(const Decl &D, llvm::StringRef Text);

/// True if objects of \p Record wait for what they start: by the table, or by
/// the annotation "sc::owns_tasks", on the class or on one it derives from.
bool isOwner(const CXXRecordDecl &Record, const SpawnTable &Table);

/// True if \p Class is written as a class, and not made from a template, nor part of one.
bool isPlainClass(const CXXRecordDecl &Class);

/// What an object of type \p T holds, if it is a pointer, a smart pointer or a
/// container of the standard library, or else \p T itself.
QualType heldBy(QualType T);

/// True if \p Class is a smart pointer that destroys what it holds in a way of its own.
bool hasDeleter(const CXXRecordDecl &Class);

/// True if \p Class holds threads and plain values, and nothing else: nothing
/// that a thread it gives up could still be using.
bool isThreadWrapper(const CXXRecordDecl &Class, const SpawnTable &Table);

} // namespace clang::tidy::structured
