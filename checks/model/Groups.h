#pragma once

#include "SpawnTable.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::structured {

/// Knows the classes of groups: those that own what they start.
class GroupTypes {
public:
  explicit GroupTypes(const SpawnTable &Table) : Table(Table) {}

  /// What is known of \p T, or of what it refers to, or null if it is no group.
  const OwnerApi *find(QualType T);

private:
  const OwnerApi *findClass(const CXXRecordDecl &Class) const;

  const SpawnTable &Table;
  llvm::DenseMap<const CXXRecordDecl *, const OwnerApi *> Known;
};

/// What is done to a group at one place.
struct GroupUse {
  enum class Kind {
    Start,   ///< A task is started.
    Wait,    ///< All its tasks are waited for.
    MayWait, ///< Some are, or for some time.
    Close,   ///< It takes no more tasks.
    Reset,   ///< It is opened again, as new.
    Cancel,  ///< Its tasks are told to stop.
    Look,    ///< Its errors are looked at.
    Ask,     ///< Nothing that changes it.
    Other,   ///< Something else: from here on, others may do any of that.
  };
  Kind What = Kind::Other;
  const Expr *At = nullptr; ///< The call, or else what names it.
  const DeclRefExpr *Name = nullptr;
  const CXXMemberCallExpr *Call = nullptr;
  bool InLambda = false; ///< In a task of a group.
  /// The branches, loops and handlers around it, outermost first.
  llvm::SmallVector<const Stmt *> Within;
};

/// What the member function that \p Call calls, of a group like \p Of, does.
GroupUse::Kind kindOf(const CXXMemberCallExpr &Call, const OwnerApi &Of);

/// A variable that is a group, or a name of one.
struct Group {
  const VarDecl *Var = nullptr;
  const OwnerApi *Api = nullptr;
  bool Own = false;     ///< It ends with its scope.
  bool Options = false; ///< It is made with arguments.
  bool Stops = false;   ///< Among these is what may stop it.
  llvm::SmallVector<const Stmt *> Within;
  llvm::SmallVector<GroupUse> Uses;

  bool has(GroupUse::Kind What) const {
    return llvm::any_of(Uses, [&](const GroupUse &Use) { return Use.What == What; });
  }
};

/// Reads one body for the groups that it declares, or has as parameters, and for
/// what it does with them. What it says in lambdas counts only where that is all
/// known, and they are tasks; otherwise the lambda is a use that is not.
class Groups {
public:
  explicit Groups(GroupTypes &Types) : Types(Types) {}

  void read(const FunctionDecl *Function, const Stmt &Body);

  llvm::ArrayRef<Group> all() const { return All; }

private:
  void add(const VarDecl &Var);
  void visit(const Stmt *S);
  void visitDeclared(const DeclStmt &Declared);
  bool visitCall(const CXXMemberCallExpr &Call);
  void visitLambda(const LambdaExpr &Lambda);
  void visitName(const DeclRefExpr &Name);
  Group *named(const Expr *E);

  GroupTypes &Types;
  std::vector<Group> All;
  llvm::DenseMap<const ValueDecl *, unsigned> Numbers;
  llvm::SmallVector<const Stmt *> Within;
  bool InStart = false;               ///< In the arguments of a call that starts a task.
  const LambdaExpr *Inside = nullptr; ///< The outermost lambda around what is read.
};

} // namespace clang::tidy::structured
