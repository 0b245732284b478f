#pragma once

#include "Dispatch.h"
#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::structured {

/// Says whether code can end with an exception, and where it shows.
///
/// What a function does is read where it stands in the same file as the call:
/// elsewhere, a function that does not say noexcept may throw. A new that gets
/// no memory and a lock that fails do not count, nor does a call from a handler:
/// what handles errors is taken to succeed unless it is seen to throw. A function
/// that the table says runs a callable before it returns throws what that throws.
///
/// Each function is asked about once.
class Throws {
public:
  Throws(ASTContext &Context, const SpawnTable &Table) : Context(Context), Table(Table) {}

  const ASTContext &context() const { return Context; }
  const SpawnTable &table() const { return Table; }

  /// A call of \p Function at \p From.
  ThrowEvidence ofCall(const FunctionDecl &Function, SourceLocation From);

  /// A call of the callable \p E: a lambda, a function, an object, or what
  /// std::bind and std::ref make of one.
  ThrowEvidence ofCallable(const Expr *E);

  /// A throw, or a call that may throw, with what would be thrown, if known.
  struct Escape {
    ThrowEvidence Evidence;
    QualType Thrown;
    /// The called function, if nothing on the way may catch what it throws, and other files tell
    /// whether it does. Null without a WholeProgram.
    CalledFunction Open = {};
  };
  using Escapes = llvm::SmallVector<Escape, 1>;

  /// What \p S itself, a throw, a call or the making of an object, may throw: not
  /// what is in it.
  Escapes ofStep(const Stmt &S);

  /// What leaves the body of \p Function, which has one.
  const Escapes &ofBody(const FunctionDecl &Function);

  /// What of a call of the callable \p E other files tell.
  std::vector<OpenCall> openCallsOf(const Expr *E);

  /// Asks the program for what \p Each leaves open.
  OpenCall ask(const Escape &Each);

  /// The functions that it was asked for.
  llvm::ArrayRef<CalledFunction> asked() const { return OpenFunctions; }

  /// The handler of \p Try that catches \p Thrown, or null.
  const CXXCatchStmt *handlerOf(const Escape &Thrown, const CXXTryStmt &Try) const;

private:
  static void add(Escape Each, Escapes &To);
  Escapes findEscapes(const FunctionDecl &Function);
  void addStmt(const Stmt *S, Escapes &To);
  void addBlock(const CompoundStmt &Block, Escapes &To);
  void addCall(const CallExpr &Call, Escapes &To);
  void addFunction(const FunctionDecl &Function, SourceLocation Called, Escapes &To);
  void addDispatch(const FunctionDecl &Function, SourceLocation Called, Escapes &To);
  void addThrow(const CXXThrowExpr &Throw, Escapes &To);
  void addTry(const CXXTryStmt &Try, Escapes &To);
  void addStep(const Stmt &S, Escapes &To);
  void collectAsked(const Stmt *S);
  bool isChecked(const CallExpr &Call) const;

  ASTContext &Context;
  const SpawnTable &Table;
  llvm::DenseMap<const FunctionDecl *, Escapes> Known;
  /// The containers that the function that is being read asks what they have.
  llvm::SmallPtrSet<const ValueDecl *, 2> Asked;
  /// What the handler that is being read has caught, which `throw;` throws on.
  const Escapes *Caught = nullptr;
  std::vector<CalledFunction> OpenFunctions;
};

} // namespace clang::tidy::structured
