#pragma once

#include "Rewrite.h"
#include "checks/model/ClassCode.h"

namespace clang::tidy::structured {

/// A thread that an object holds in a member, and what the functions of its class do with it.
struct HeldDaemon {
  const FieldDecl *Thread = nullptr;

  /// The one place that starts it: in the list of a constructor, or by an assignment.
  const Expr *Start = nullptr;
  const FunctionDecl *Starter = nullptr;
  const CXXOperatorCallExpr *Assignment = nullptr;
  /// What it runs: a lambda that is written there, a function of the class, or a lambda that
  /// only calls one.
  const LambdaExpr *Lambda = nullptr;
  const CXXMethodDecl *Function = nullptr;
  const Expr *Called = nullptr; ///< What names that function there.

  struct Join {
    const CXXMemberCallExpr *Call = nullptr;
    const Stmt *Whole = nullptr; ///< The statement, with a question whether it is joinable.
    const CompoundStmt *Block = nullptr;
    const Stmt *Told = nullptr; ///< The statement before it that sets the flag, or null.
  };
  llvm::SmallVector<Join, 2> Joins;

  const FieldDecl *Flag = nullptr;
  bool Stop = true; ///< The flag's value when it is to stop.

  /// True if \p Use is in what the thread runs.
  bool runs(const ClassCode::Use &Use) const;
};

/// The value that \p S, a statement, gives \p Flag, if it does that and nothing else.
std::optional<bool> setBy(const Stmt *S, const FieldDecl &Flag);

/// True if \p Field shares what it is declared by with another.
bool sharesDeclaration(const FieldDecl &Field);

/// True if a function of its class says the name of \p Field where nothing is compiled of it.
bool isSaidUnseen(const FieldDecl &Field, const ASTContext &Context);

/// The thread as a daemon of the runtime, which a token tells to stop if nothing else needs
/// the flag; else its Change tells why that stays. It declares no group: all is in its edits.
Rewrite toDaemon(const HeldDaemon &Held, const ClassCode &Code, const ASTContext &Context);

} // namespace clang::tidy::structured
