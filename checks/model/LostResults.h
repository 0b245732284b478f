#pragma once

#include "HandleSources.h"
#include "Handles.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Finds callables that return work and are made into callables that return
/// nothing, where the work's handle is dropped by code that nobody has written.
class LostResults {
public:
  LostResults(ASTContext &Context, const SpawnTable &Table, HandleSources &HandlesIn, Facts &Found)
      : Context(Context), Table(Table), HandlesIn(HandlesIn), Found(Found) {}

  /// Notes what is made of a callable: a wrapper, or a thread that runs it.
  void addConstruction(const CXXConstructExpr &Construct, const Place &At);

  /// Notes a callable that is assigned to a wrapper.
  void addAssignment(const CXXOperatorCallExpr &Assign, const Place &At);

  /// Notes the callable \p Work that \p Call hands to an executor.
  void addPost(const CallExpr &Call, const Expr &Work, const Place &At);

  /// Notes a callable that is put into a container of wrappers or threads.
  void addCall(const CXXMemberCallExpr &Call, const Place &At);

private:
  bool dropsResults(const CXXRecordDecl *Class) const;
  void add(const Expr *Callable, std::string Wrapper, const Place &At);

  ASTContext &Context;
  const SpawnTable &Table;
  HandleSources &HandlesIn;
  Facts &Found;
  llvm::DenseSet<SourceLocation> Known;
};

} // namespace clang::tidy::structured
