#pragma once

#include "JoinSummaries.h"
#include "ThreadHolders.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::structured {

class Handles;

/// What one step of a body does to the threads that a local variable holds.
struct JoinEvent {
  enum class Kind {
    Start,   ///< From here on it holds a thread that runs.
    Clear,   ///< From here on it holds nothing.
    Release, ///< What it holds is joined, detached, or moved away.
    Escape,  ///< From here on, others may do that.
  };
  Kind What = Kind::Escape;
  const VarDecl *Of = nullptr;
  const Expr *At = nullptr; ///< What starts the thread.
  bool Replaces = false;    ///< What it held before is destroyed.
};

/// A local variable that holds threads.
struct JoinVariable {
  ThreadHolder Holder;
  /// The branches, loops and handlers around its declaration, outermost first.
  llvm::SmallVector<const Stmt *> Within;
  llvm::SmallVector<const Expr *, 1> Starts;
  bool Released = false, Escapes = false;
};

/// Reads a body, without the lambdas in it, for what it does to the threads of
/// its local variables. A use that is not understood lets them escape.
class JoinEvents {
public:
  using List = llvm::SmallVector<JoinEvent, 1>;

  JoinEvents(const SpawnTable &Table, const Handles &Kept, JoinSummaries &Summaries)
      : Table(Table), Kept(Kept), Summaries(Summaries) {}

  /// Reads \p Body. \p Parameter, if there is one, counts as a variable.
  void read(const Stmt &Body, const ParmVarDecl *Parameter = nullptr);

  const llvm::MapVector<const VarDecl *, JoinVariable> &variables() const { return Variables; }

  /// What happens at \p Step, an expression or a statement, and where \p Var is
  /// declared.
  const List &at(const Stmt *Step) const { return lookup(ByStep, Step); }
  const List &at(const VarDecl *Var) const { return lookup(ByVariable, Var); }

  /// True if a branch or loop \p Branch does for \p Var what has to be done if
  /// its thread, started at \p Start, is there to be joined: what its condition
  /// has to do with that is not known.
  bool settles(const Stmt *Branch, const VarDecl *Var, const Expr *Start) const;

  /// What \p E asks of \p Var.
  enum class Question {
    Other,
    Joinable, ///< Whether there is a thread in it to be joined.
    Filled,   ///< Whether there is anything in it, which may have been joined.
    Empty,    ///< Whether there is nothing in it.
  };
  Question asked(const Expr *E, const VarDecl *Var) const;

private:
  /// The name of a variable that an expression leads to.
  struct Root {
    const DeclRefExpr *Name = nullptr;
    const VarDecl *Var = nullptr;
    bool Whole = false; ///< It is the variable, not an element of it.
    explicit operator bool() const { return Var; }
  };

  template <class Key>
  static const List &lookup(const llvm::DenseMap<const Key *, List> &Map, const Key *K) {
    static const List None;
    const auto Found = Map.find(K);
    return Found == Map.end() ? None : Found->second;
  }

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
  llvm::DenseMap<const Stmt *, List> ByStep;
  llvm::DenseMap<const VarDecl *, List> ByVariable;
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
