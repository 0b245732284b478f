#pragma once

#include "Handles.h"

namespace clang::tidy::structured {

/// Finds work that has a stop token at hand, and lasts without looking at it.
///
/// A token is at hand where a function, or lambda, takes it as a parameter that
/// has a name. Functions that something may demand to take one are left alone:
/// virtual ones, and those whose address is used for more than a start of work.
class StopTokens {
public:
  StopTokens(ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Context(Context), Table(Table), Kept(Kept), Found(Found) {}

  /// Looks at a function or lambda that takes a token.
  void addFunction(const FunctionDecl &Function);

  /// Notes that a function is named, called, or run by what \p E starts.
  void addName(const DeclRefExpr &Name);
  void addCall(const CallExpr &Call);
  void addConstruction(const CXXConstructExpr &Construct);

  /// Writes down what is lost, when all uses of functions are known.
  void resolve();

private:
  struct Parameter {
    const FunctionDecl *Function = nullptr;
    const ParmVarDecl *Token = nullptr;
  };
  /// What a body does with its token, and with others.
  struct Uses {
    bool Used = false;                  ///< At all.
    bool HandedOn = false;              ///< In more ways than by calls of its members.
    const DeclRefExpr *Other = nullptr; ///< A token that is declared elsewhere.
  };

  bool takesToken(const FunctionDecl &Function) const;
  bool mentions(const Stmt *S, const ParmVarDecl &Token) const;
  void collectUses(const Stmt *S, const Parameter &Of, Uses &To) const;
  void addRun(const Expr &Start, llvm::ArrayRef<const Expr *> Args, const CXXRecordDecl *By);
  void addTokenless(const Expr &Start, const FunctionDecl &Run);
  void addUnused(const Parameter &Of, const Uses &In);
  /// Where a walk through a body is.
  struct Walk {
    bool Looks = false;   ///< In a loop that looks at the token.
    bool Stopped = false; ///< Behind one, or where an error is handled.
  };
  void addForgotten(const Stmt *S, const Parameter &Of, const Uses &In, Walk &At);
  void addCallWithout(const CallExpr &Call, const Parameter &Of);
  void addSleep(const CallExpr &Call, const Parameter &Of);
  LostToken lost(LostToken::Kind How, const Parameter &Of, SourceLocation Loc) const;
  void add(LostToken Lost);

  ASTContext &Context;
  const SpawnTable &Table;
  const Handles &Kept;
  Facts &Found;
  std::vector<Parameter> Parameters;
  /// How often a function is named for more than a call or a start.
  llvm::DenseMap<const FunctionDecl *, int> Named;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
