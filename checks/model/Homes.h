#pragma once

#include "Handles.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::structured {

/// Where the handle of started work is kept, seen from the function that
/// starts the work.
struct Home {
  enum class Kind {
    Unknown, ///< Somewhere: it is handed to a function, or asked something.
    Nowhere, ///< Dropped, leaked or detached: it ends nothing when it dies.
    Local,   ///< In a variable of the function, and it dies with that.
    Beyond,  ///< In something that lives on when the function returns.
  };
  Kind Where = Kind::Unknown;
  /// The variable or member that leads to it, or null.
  const ValueDecl *Name = nullptr;
};

/// The home of what \p To, an expression in \p In, stands for or holds.
Home homeOf(const Expr *To, const FunctionDecl &In);

/// Reads the body of one function, or lambda, and finds the homes of what is
/// started there. What lambdas in it do is not part of it.
class Homes {
public:
  Homes(const Handles &Kept, const Facts &Found, const FunctionDecl &In);

  void read(const Stmt *S);

  /// A place where work is started.
  struct Start {
    const Expr *At = nullptr;
    size_t Spawn = 0;
    Home Handle;
    Home Receiver;      ///< The object whose member function starts the work.
    bool Asked = false; ///< The code looks at what the call returns.
    /// All that the handle is known by, if it is moved.
    llvm::SmallVector<const ValueDecl *, 2> Names;
  };
  /// All of them: only now is it known where a handle is moved to later.
  llvm::SmallVector<Start> starts() const;

  /// Names by which a handle is only put into its home, or asked what waits for
  /// nothing.
  const llvm::DenseSet<const Expr *> &harmless() const { return Harmless; }

  /// True if \p S, which controls others, has a start in it.
  bool startsIn(const Stmt *S) const { return StartsIn.contains(S); }

  /// True if \p Lambda is the work of a start.
  bool isWork(const LambdaExpr *Lambda) const { return Work.contains(Lambda); }

private:
  void place(const Expr *Value, Home In);
  void placeVariable(const VarDecl &Var);
  void placeMember(const CXXMemberCallExpr &Call);
  void assign(const Expr *To, const Expr *Value);
  void dropChildren(const Stmt &S);
  void addStart(const Expr &E, size_t Spawn);
  void addWork(const Expr *Arg);
  void markHarmless(const Expr *E);
  void follow(Start &Each) const;

  const Handles &Kept;
  const Facts &Found;
  const FunctionDecl &In;
  llvm::SmallVector<Start> Starts;
  llvm::DenseMap<const Expr *, Home> Placed;
  llvm::DenseMap<const ValueDecl *, Home> Moved; ///< By the variable that is moved from.
  llvm::DenseSet<const ValueDecl *> Detached;
  llvm::DenseSet<const Expr *> Harmless;
  llvm::DenseSet<const LambdaExpr *> Work;
  llvm::SmallVector<const Stmt *> Around; ///< The statements around what is read.
  llvm::DenseSet<const Stmt *> StartsIn;
};

} // namespace clang::tidy::structured
