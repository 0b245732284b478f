#pragma once

#include "JoinSummaries.h"
#include "PathEvents.h"
#include "ThreadHolders.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::structured {

class Handles;

/// A local variable that holds threads.
struct JoinVariable {
  ThreadHolder Holder;
  /// The branches, loops and handlers around its declaration, outermost first.
  llvm::SmallVector<const Stmt *> Within;
  llvm::SmallVector<const Expr *, 1> Starts;
  bool Released = false, Escapes = false;
  bool Shared = false; ///< A lambda has it by reference, and may join at any time.
};

/// Reads a body, without the lambdas in it, for what it does to the threads of
/// its local variables. A use that is not understood lets them escape.
class JoinEvents : public PathEvents {
public:
  JoinEvents(const SpawnTable &Table, const Handles &Kept, JoinSummaries &Summaries)
      : Table(Table), Kept(Kept), Summaries(Summaries) {}

  /// Reads \p Body. \p Parameter, if there is one, counts as a variable.
  void read(const Stmt &Body, const ParmVarDecl *Parameter = nullptr);

  const llvm::MapVector<const VarDecl *, JoinVariable> &variables() const { return Variables; }

  bool settles(const Stmt *Branch, const VarDecl *Var, const Expr *Start) const override;
  Question asked(const Expr *E, const VarDecl *Var) const override;

private:
  /// The name of a variable that an expression leads to.
  struct Root {
    const DeclRefExpr *Name = nullptr;
    const VarDecl *Var = nullptr;
    bool Whole = false; ///< It is the variable, not an element of it.
    explicit operator bool() const { return Var; }
  };

  Root rootOf(const Expr *E) const;
  const VarDecl *tracked(const ValueDecl *Named) const;
  void add(JoinEvent Event, const Stmt *Step);
  void note(const JoinEvent &Event);
  void explain(const Root &Of) { Explained.insert(Of.Name); }
  JoinEvent valueOf(const VarDecl &Var, bool Whole, const Expr *Value) const;

  void visit(const Stmt *S);
  void visitChildren(const Stmt &S);
  void visitBranch(const Stmt &S);
  void visitVariable(const VarDecl &Var);
  void visitRange(const CXXForRangeStmt &For);
  bool visitName(const DeclRefExpr &Ref);
  bool visitOperator(const CXXOperatorCallExpr &Call);
  bool visitAssignment(const CXXOperatorCallExpr &Call);
  bool visitMember(const CXXMemberCallExpr &Call);
  bool visitThreadMember(const CXXMemberCallExpr &Call, const CXXMethodDecl &Method,
                         const Root &Object);
  bool visitContainerMember(const CXXMemberCallExpr &Call, const CXXMethodDecl &Method,
                            const Root &Object);
  void visitCall(const CallExpr &Call);

  const SpawnTable &Table;
  const Handles &Kept;
  JoinSummaries &Summaries;

  llvm::MapVector<const VarDecl *, JoinVariable> Variables;
  llvm::DenseMap<const VarDecl *, const VarDecl *> Aliases;
  llvm::DenseSet<const Expr *> Explained;
  /// The branches around what is being read, and around each start; and for
  /// each branch, whose threads are released in it.
  llvm::SmallVector<const Stmt *> Within;
  llvm::DenseMap<const Expr *, llvm::SmallVector<const Stmt *>> StartWithin;
  llvm::DenseMap<const Stmt *, llvm::SmallVector<const VarDecl *, 1>> ReleasedIn;
  bool InValue = false;      ///< A value that is kept depends on what is read.
  bool InComparison = false; ///< What is read is compared.
};

} // namespace clang::tidy::structured
