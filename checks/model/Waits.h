#pragma once

#include "Homes.h"

namespace clang::tidy::structured {

/// Where work may be waited for, in the body of one function.
struct Stops {
  llvm::DenseSet<const Stmt *> Run;    ///< Statements that may wait when they are run.
  llvm::DenseSet<const VarDecl *> End; ///< Variables that may wait when they die.

  void add(const Stops &Other) {
    Run.insert_range(Other.Run);
    End.insert_range(Other.End);
  }
};

/// Finds what may wait for started work in the body of one function, or lambda.
///
/// It is generous: all that is done with a handle may wait, but for what is
/// known not to; so may a call whose name sounds like it, and one that is given
/// what the work holds, unless that is plain data.
class Waits {
public:
  using Names = llvm::DenseSet<const ValueDecl *>;

  /// \p Leading: the names that lead to handles. \p Held: what the work holds.
  Waits(const Homes &Started, const Handles &Kept, const FunctionDecl &In, Names Leading,
        Names Held)
      : Started(Started), Kept(Kept), In(In), Leading(std::move(Leading)), Held(std::move(Held)) {}

  /// Says that \p S, a call, a lambda or a name, waits for nothing, or that what it
  /// controls starts work.
  void ignore(const Stmt *S) { Ignored.insert(S); }

  void read(const Stmt *S);

  /// What may wait for any work.
  const Stops &ofAny() const { return Any; }

  /// What may wait for the work of the handle \p Name, or that holds \p Name.
  Stops of(const ValueDecl *Name) const { return ByName.lookup(Name); }

private:
  bool startsIn(const Stmt *Control) const;
  void note(const ValueDecl *Name, const Stmt *S);
  void noteCall(const CallExpr &Call);
  void noteName(const Expr &E, const ValueDecl *Name);
  void readVariable(const VarDecl &Var);
  void readLambda(const LambdaExpr &Lambda);

  const Homes &Started;
  const Handles &Kept;
  const FunctionDecl &In;
  const Names Leading, Held;
  llvm::DenseMap<const ValueDecl *, const ValueDecl *> Aliases; ///< References, and pointers.
  Stops Any;
  llvm::DenseMap<const ValueDecl *, Stops> ByName;
  llvm::SmallVector<const Stmt *> Controls; ///< The branches and loops around what is read.
  const VarDecl *Made = nullptr;            ///< The variable that what is read makes.
  const LambdaExpr *Inside = nullptr;       ///< The outermost lambda around what is read.
  llvm::DenseSet<const Stmt *> Ignored;
};

} // namespace clang::tidy::structured
