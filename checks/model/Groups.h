#pragma once

#include "GroupTypes.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

class HandedGroups;

/// What is done to a group at one place.
struct GroupUse {
  enum class Kind {
    Start,   ///< A task is started.
    Wait,    ///< All its tasks are waited for.
    MayWait, ///< Some are, or for some time, or on a condition.
    Close,   ///< It takes no more tasks.
    Reset,   ///< It is opened again, as new, or another takes its place.
    Cancel,  ///< Its tasks are told to stop.
    Look,    ///< Its errors are looked at.
    Ask,     ///< Nothing that changes it.
    Other,   ///< Something else: from here on, others may do any of that.
  };
  Kind What = Kind::Other;
  const Expr *At = nullptr; ///< The call, or else what names it.
  const Expr *Name = nullptr;
  /// The call of a function of the group, if that is what does it: in a helper, if At
  /// is a call of one.
  const CXXMemberCallExpr *Call = nullptr;
  bool InLambda = false;  ///< In a task of a group.
  bool ByHelper = false;  ///< At calls a function, or a lambda, that does it.
  bool Sometimes = false; ///< In a loop of the helper.
  /// The branches, loops and handlers around it, outermost first.
  llvm::SmallVector<const Stmt *> Within;
};

/// What the member function that \p Call calls, of a group like \p Of, does.
GroupUse::Kind kindOf(const CXXMemberCallExpr &Call, const OwnerApi &Of);

/// A variable that is a group, a name of one, or a pointer to one; or such a member of
/// the object whose function the body is.
struct Group {
  const VarDecl *Var = nullptr; ///< Null if it is a member.
  const FieldDecl *Member = nullptr;
  const OwnerApi *Api = nullptr;
  bool Own = false;     ///< It ends with its scope.
  bool Points = false;  ///< It is a pointer.
  bool Options = false; ///< It is made with arguments.
  bool Stops = false;   ///< Among these is, or may be, what may stop it.
  llvm::SmallVector<const Stmt *> Within;
  llvm::SmallVector<GroupUse> Uses;

  const ValueDecl *declared() const { return Var ? static_cast<const ValueDecl *>(Var) : Member; }
  bool has(GroupUse::Kind What) const {
    return llvm::any_of(Uses, [&](const GroupUse &Use) { return Use.What == What; });
  }
};

/// A thing that a function, or a lambda, does with a group that it is handed.
struct HandedStep {
  GroupUse::Kind What = GroupUse::Kind::Other;
  const CXXMemberCallExpr *Call = nullptr; ///< The call of the group's function.
  bool Sometimes = false;                  ///< In a loop.
};
using HandedSteps = llvm::SmallVector<HandedStep, 2>;

/// Reads one body for the groups that it declares, has as parameters, or as members of
/// its object, and for what it does with them. What it says in lambdas counts only where
/// that is all known, and they are tasks, or are called by name; otherwise the lambda is
/// a use that is not. So are the functions that it hands a group to.
class Groups {
public:
  Groups(GroupTypes &Types, HandedGroups &Handed) : Types(Types), Handed(Handed) {}

  void read(const FunctionDecl *Function, const Stmt &Body);

  /// Reads \p Body for what it does with the group \p Var of others, which comes first
  /// of all.
  void readHanded(const VarDecl &Var, const Stmt &Body);

  llvm::ArrayRef<Group> all() const { return All; }

private:
  /// An expression that leads to a group.
  struct Root {
    Group *Of = nullptr;
    const Expr *Name = nullptr;
    bool Pointer = false; ///< It is the smart pointer that leads to it.
    explicit operator bool() const { return Of; }
  };
  Root rootOf(const Expr *E);
  Group *ofMember(const FieldDecl &Member);

  void add(const VarDecl &Var);
  void note(const Root &Of, GroupUse::Kind What, const Expr *At,
            const CXXMemberCallExpr *Call = nullptr);
  void noteSteps(const Root &Of, const HandedSteps &All, const Expr &At);
  void noteObject(const Expr &E);

  void visit(const Stmt *S);
  void visitDeclared(const DeclStmt &Declared);
  bool visitCall(const CallExpr &Call);
  bool visitMemberCall(const CXXMemberCallExpr &Call);
  bool visitOperator(const CXXOperatorCallExpr &Call);
  bool visitPointer(const CXXMemberCallExpr &Call, const Root &Of);
  bool visitOwnCall(const CXXMemberCallExpr &Call);
  void visitArguments(const CallExpr &Call, unsigned First);
  void visitCaptures(const LambdaExpr &Lambda);
  void visitLambda(const LambdaExpr &Lambda);
  void visitHelper(const LambdaExpr &Lambda, const Expr &At, const FunctionDecl *Called);
  bool visitName(const Expr &E);

  GroupTypes &Types;
  HandedGroups &Handed;
  std::vector<Group> All;
  llvm::DenseMap<const ValueDecl *, unsigned> Numbers;
  /// What may do anything with the object, and so with its members.
  llvm::SmallVector<GroupUse> OfObject;
  llvm::SmallVector<const Stmt *> Within;
  bool InStart = false;               ///< In the arguments of a call that starts a task.
  bool InTask = false;                ///< In a lambda that is a task.
  const LambdaExpr *Inside = nullptr; ///< The outermost lambda around what is read.
};

} // namespace clang::tidy::structured
