#pragma once

#include "Facts.h"
#include "ReadyFutures.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// Decides whether an expression makes a handle of running work, and what
/// happens to the work when that handle is dropped.
class HandleSources {
public:
  HandleSources(ASTContext &Context, const SpawnTable &Table, ReadyFutures &Ready)
      : Context(Context), Table(Table), Ready(Ready) {}

  /// The discard of the value of \p E, which is peeled, or nothing if no work
  /// hangs on it. Places and the kind of discard are the caller's to add.
  ///
  /// \p Instantiated: in a template's instantiation only calls by name count;
  /// what type a dependent call returns says nothing about the template.
  std::optional<DiscardSite> discard(const Expr *E, bool Instantiated);

  /// The discard of what a call of \p Callee at \p From returns, or nothing if its
  /// type tells of no work. Places of the discard are the caller's to add.
  std::optional<DiscardSite> discardOfResult(const FunctionDecl &Callee, SourceLocation From);

private:
  std::optional<DiscardSite> discardOfCall(const CallExpr &Call, bool Instantiated);
  bool mayBeDropped(const FunctionDecl &Callee, const CXXRecordDecl *Returned) const;
  bool isAnsweredFor(const FunctionDecl &Callee) const;
  bool isAnsweredFor(const CallExpr &Call) const;
  void describeMaker(DiscardSite &Site, const FunctionDecl &Callee) const;
  bool describeResult(DiscardSite &Site, const FunctionDecl &Callee, const CXXRecordDecl *Returned);
  /// What a class says of the work that its objects stand for.
  struct OfType {
    OnDrop Dropped;
    SourceLocation SuspendedAt;
  };
  std::optional<OfType> typeOf(const CXXRecordDecl *Record);
  std::optional<OfType> findTypeOf(const CXXRecordDecl &Record) const;
  std::optional<DiscardSite> discardOfTemporary(const CXXConstructExpr &Construct,
                                                bool Instantiated);
  void refineByPolicy(DiscardSite &Site, llvm::ArrayRef<const CallExpr *> Asyncs) const;
  void refineByBody(DiscardSite &Site, const FunctionDecl &Callee) const;

  ASTContext &Context;
  const SpawnTable &Table;
  ReadyFutures &Ready;
  llvm::DenseMap<const CXXRecordDecl *, std::optional<OfType>> Types;
};

} // namespace clang::tidy::structured
