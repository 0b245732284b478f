#pragma once

#include "checks/rewrite/StartStatements.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

/// The code of a class: the bodies of its functions, with lambdas in them, and what its
/// constructors and declarations give its members.
class ClassCode {
public:
  explicit ClassCode(const CXXRecordDecl &Class);

  /// True if this unit shows all code that may name a private member.
  bool isWhole() const { return Whole; }

  /// Where a member is named.
  struct Use {
    const Expr *At = nullptr;         ///< A MemberExpr, or for "&Class::name" a DeclRefExpr.
    const FunctionDecl *In = nullptr; ///< Null in a declaration.
    const Stmt *Root = nullptr;       ///< The body of that, or what a member is given.
    bool OfThis = false;              ///< Of the object that the function is called for.
  };
  /// In the order of the code. \p Member: a field, or a function by its first declaration.
  llvm::ArrayRef<Use> usesOf(const ValueDecl &Member) const;

  /// The expression or statement that \p S is a part of, but for parentheses and conversions
  /// that nobody wrote, or null.
  const Stmt *parent(const Stmt *S, const Use &Of) const;
  const StatementsOf &statements(const Use &Of) const { return Statements.find(Of.Root)->second; }

  /// What a constructor gives \p Member by name.
  struct Initial {
    const CXXCtorInitializer *Init;
    const CXXConstructorDecl *In;
  };
  llvm::SmallVector<Initial, 2> initialsOf(const FieldDecl &Member) const;

private:
  void read(const Stmt &Root, const FunctionDecl *In);
  void addFunction(const CXXMethodDecl &Method);

  const CXXRecordDecl &Class;
  bool Whole = true;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<Use, 4>> Uses;
  llvm::DenseMap<const Stmt *, StatementsOf> Statements;
};

} // namespace clang::tidy::structured
