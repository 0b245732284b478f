#pragma once

#include "SourceEdits.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// The statements of a function, by what is in them.
class StatementsOf {
public:
  explicit StatementsOf(const Stmt &Body) { add(Body); }

  const Stmt *parent(const Stmt *S) const { return Parents.lookup(S); }

  /// The statement of a block, or of a loop or a branch without one, that \p S is part of,
  /// not looking out of a lambda; null if \p S is not of this function.
  const Stmt *around(const Stmt *S) const;

  /// The statement of \p Block that \p S is, or is in; null if it is not in it.
  const Stmt *stepOf(const Stmt *S, const CompoundStmt &Block) const;

  /// The outermost loop around \p S, or null.
  const Stmt *outermostLoop(const Stmt *S) const;

private:
  void add(const Stmt &S);

  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
};

/// The statement of \p Block that declares \p Var, and nothing else, or null.
const DeclStmt *declarationIn(const CompoundStmt &Block, const VarDecl &Var);

/// What is assigned to, and what is; both null if it is no assignment by '='.
struct Assignment {
  const Expr *To = nullptr, *Value = nullptr;
};
Assignment assignmentIn(const Expr &E);

/// True if a \p T is of the class \p Name, or a reference to one; or, if \p Many, a container
/// or an array of these.
bool isOf(const char *Name, QualType T, bool Many);

/// True if a \p T is a std::thread; or, if \p Many, a container or an array of these.
bool isStdThread(QualType T, bool Many);

/// True if \p E only names and computes: what it is not asked for does not matter.
bool isPlain(const Expr &E);

/// Makes of the statement \p S, in which \p Start starts a thread that \p Var holds, or
/// which lets go of it if that is null, the statement "CALL what the thread is given)AFTER;".
/// Refuses what is not written in a known way.
void callInstead(const Stmt &S, const Expr &Start, const ValueDecl *Var, StringRef Call,
                 SourceEdits &To, StringRef After = "");

/// True if the written type of \p Var, of a template's instantiation, is one of a parameter.
bool isSubstituted(const VarDecl &Var);

/// The callable that \p Start is given, or null.
const Expr *workOf(const Expr &Start);

/// True if what \p Start runs catches a std::exception somewhere, and not all that there is.
bool catchesInPart(const Expr &Start);

/// True if \p Work, a callable and its arguments, could be called with a leading stop
/// token too; and if what \p Start runs could.
bool mayTakeToken(llvm::ArrayRef<const Expr *> Work);
bool mayTakeToken(const Expr &Start);

} // namespace clang::tidy::structured
