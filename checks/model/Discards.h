#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Decides whether an expression makes a handle of running work, and what
/// happens to the work when that handle is dropped.
class HandleSources {
public:
  HandleSources(ASTContext &Context, const SpawnTable &Table) : Context(Context), Table(Table) {}

  /// The discard of the value of \p E, which is peeled, or nothing if no work
  /// hangs on it. Places and the kind of discard are the caller's to add.
  ///
  /// \p Instantiated: in a template's instantiation only calls by name count;
  /// what type a dependent call returns says nothing about the template.
  std::optional<DiscardSite> discard(const Expr *E, bool Instantiated);

private:
  std::optional<DiscardSite> discardOfCall(const CallExpr &Call, bool Instantiated);
  bool mayBeDropped(const FunctionDecl &Callee) const;
  std::optional<OnDrop> onDropOfType(const CXXRecordDecl *Record);
  std::optional<OnDrop> onDropOfUnlisted(const CXXRecordDecl &Record) const;
  OnDrop refineByBody(OnDrop Dropped, const FunctionDecl &Callee) const;

  ASTContext &Context;
  const SpawnTable &Table;
  llvm::DenseMap<const CXXRecordDecl *, std::optional<OnDrop>> Unlisted;
};

/// True if \p Decl, or the class \p Decl makes, bears the annotation \p Text,
/// as in [[clang::annotate("sc::discardable")]].
bool hasAnnotation(const Decl &Decl, llvm::StringRef Text);

} // namespace clang::tidy::structured
