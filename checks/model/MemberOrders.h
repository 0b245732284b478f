#pragma once

#include "GroupTypes.h"
#include "Handles.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// Finds members that hold work which uses members declared after them: these
/// are made after the work has started, or destroyed before it is waited for.
class MemberOrders {
public:
  MemberOrders(const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Types(Table), Kept(Kept), Found(Found) {}

  /// Notes that \p Value is what \p Owner is made with.
  void addInitial(const FieldDecl &Owner, const Expr *Value) {
    Holders.push_back({&Owner, Value, /*Initial=*/true});
  }

  /// Notes that \p Value is put into what \p Owner names, if that is a member of
  /// the object whose member function does so.
  void addLater(const Expr *Owner, const Expr *Value);

  /// Notes that \p Call may start a task of a group that is a member of the object.
  void addCall(const CXXMemberCallExpr &Call);

  /// Writes down what is in the wrong order, when all that is started is known.
  void resolve();

private:
  struct Holder {
    const FieldDecl *Owner = nullptr;
    const Expr *Value = nullptr;
    bool Initial = false;
  };

  struct Task {
    const FieldDecl *Group = nullptr;
    const CXXMemberCallExpr *Start = nullptr;
  };

  void add(const Holder &Held, const Expr &Start, size_t Spawn);
  void addTask(const Task &Each);
  bool mayBeWaitedFor(const FieldDecl &Group, SourceLocation From);
  void resolveHolders();

  GroupTypes Types;

  const Handles &Kept;
  Facts &Found;
  llvm::SmallVector<Holder> Holders;
  llvm::SmallVector<Task> Tasks;
  llvm::DenseSet<const Stmt *> Harmless; ///< Names of groups that are not waited for there.
  llvm::DenseMap<const FieldDecl *, bool> SaidElsewhere; ///< Of a group, what others may do.
  llvm::DenseSet<SourceLocation> TaskAt;
  llvm::DenseSet<size_t> Seen; ///< A template's instantiations repeat its places.
};

} // namespace clang::tidy::structured
