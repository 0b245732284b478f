#pragma once

#include "GroupBody.h"

namespace clang::tidy::structured {

/// Finds tasks of groups that visibly never end, so that no wait for them does.
class EndlessTasks {
public:
  EndlessTasks(ASTContext &Context, GroupTypes &Types, Throws &Throwing, Facts &Found)
      : Context(Context), Types(Types), Throwing(Throwing), Found(Found) {}

  /// Looks at a call that may start a task of a group that is no local variable: who
  /// owns that, waits for it.
  void addCall(const CXXMemberCallExpr &Call, const Place &At);

  /// Looks at the tasks of local groups that are waited for.
  void addBody(const GroupBody &In);

private:
  void add(const CXXMemberCallExpr &Start, const Place &At);
  bool mayEnd(const Stmt *S, unsigned Depth) const;
  bool mayEndBy(const CallExpr &Call, unsigned Depth) const;

  ASTContext &Context;
  GroupTypes &Types;
  Throws &Throwing;
  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
