#pragma once

#include "Handles.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// What one body does with the handles of the threads that it starts, as far as
/// that is to start and to join them.
///
/// A variable with which anything else is done (moved, handed over, captured,
/// asked for its id) is not one to speak of.
class HandleEvents {
public:
  HandleEvents(ASTContext &Context, const SpawnTable &Table, const Handles &Kept)
      : Context(Context), Table(Table), Kept(Kept) {}

  /// Looks through \p Body. What lambdas in it do is not part of it.
  void addBody(const Stmt &Body) { walk(&Body); }

  /// A statement of a block: the number that it has there.
  struct Step {
    const CompoundStmt *Block = nullptr;
    unsigned Number = 0;
  };
  struct Start {
    const VarDecl *Var = nullptr;
    size_t Spawn = 0;
    const Expr *Made = nullptr; ///< What starts it.
    llvm::SmallVector<Step> At; ///< From the outermost block to the innermost.
  };
  /// A step that always joins what a variable holds.
  struct Join {
    const VarDecl *Var = nullptr;
    SourceLocation Loc;
    Step At;
    bool Many = false; ///< All that a container holds, in a loop.
  };

  llvm::ArrayRef<Start> starts() const { return Starts; }
  llvm::ArrayRef<Join> joins() const { return Joins; }

  /// True if \p Var is used for something else too.
  bool isUsedElsewhere(const VarDecl *Var) const { return Elsewhere.contains(Var); }

private:
  void walk(const Stmt *S);
  void walkInside(const Stmt &S);
  void walkChildren(const Stmt &S);
  void walkBlock(const CompoundStmt &Block);
  void walkVariable(const VarDecl &Var);
  void walkRange(const CXXForRangeStmt &For);
  void walkCall(const CallExpr &Call);
  void walkStored(const VarDecl *Into, llvm::ArrayRef<const Expr *> Values);

  bool addElement(const VarDecl &Var, const Expr *Of);
  bool addStart(const Expr &E);
  bool addJoin(const CallExpr &Call);
  bool addForEach(const CallExpr &Call);
  bool addPlacement(const CXXMemberCallExpr &Call);
  bool addAssignment(const Expr *To, const Expr *Value);
  bool pass(const VarDecl *To, const Expr *From);

  const VarDecl *holderOf(const Expr *Handle) const;
  const VarDecl *use(const Expr *Handle);
  std::optional<Step> stepAround(bool InLoop) const;

  ASTContext &Context;
  const SpawnTable &Table;
  const Handles &Kept;
  llvm::SmallVector<Start> Starts;
  llvm::SmallVector<Join> Joins;
  llvm::DenseMap<const VarDecl *, const VarDecl *> ElementOf;
  llvm::DenseSet<const VarDecl *> Elsewhere;

  // Where the walk is.
  llvm::SmallVector<const Stmt *> Around;
  llvm::SmallVector<Step> Steps;
  const VarDecl *Into = nullptr; ///< What will hold the value at hand.
};

} // namespace clang::tidy::structured
