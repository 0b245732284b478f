#pragma once

#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// The expression that makes the value of \p E: without parentheses, cleanups,
/// casts to another type, copies, moves and std::move.
const Expr *peel(const Expr *E);

/// The container, smart pointer or object that \p E is an element of, points to
/// or points into, or null.
const Expr *baseObject(const Expr *E);

/// The variable or field that \p E names, or null. An element stands for its
/// container, however it is got at, what a pointer points to for the pointer,
/// and an address for what it is the address of.
const ValueDecl *namedBy(const Expr *E);

/// The function that \p Call calls, or null if that is not known by name.
const FunctionDecl *calleeOf(const CallExpr *Call);

/// The object, or the pointer to it, whose member function \p Call calls, or null. In a
/// template, whose arguments may be of any type, the call may be known no further.
const Expr *objectOf(const CallExpr &Call);

/// True if \p E is what a function gives that knows of no object: a global, or alike.
bool isGivenByFunction(const Expr *E);

/// \p E, if it is a call of one of the functions \p Names, fully qualified,
/// with arguments, or null.
const CallExpr *callOf(const Expr *E, llvm::ArrayRef<const char *> Names);

/// The two sides of an == or != of objects, and which it is.
struct Comparison {
  const Expr *Left = nullptr, *Right = nullptr;
  bool Equal = false;
};

/// \p E as a comparison, which is empty if it is none.
Comparison comparison(const Expr *E);

/// True if \p S, which is not null, is a loop.
bool isLoop(const Stmt *S);

/// True if what comes after \p S is not run if \p S is.
bool leaves(const Stmt *S);

/// True if running \p S, which may be null, may go on elsewhere than after it. \p InLoop
/// says that a break does not.
bool mayLeave(const Stmt *S, bool InLoop = false);

/// True if \p Var dies when the function it is declared in is left.
bool isLocalObject(const ValueDecl *Var);

/// True if \p Var says that nothing need use it: [[maybe_unused]], or a name
/// that begins with "_" or "unused".
bool saysUnused(const ValueDecl &Var);

/// True if a value of type \p T is an address of something else: a pointer, a
/// reference wrapper, or a view of the standard library.
bool isAddressLike(QualType T);

/// The name of \p Decl, or "" if it has none, as operators and constructors do
/// not, or is null.
llvm::StringRef nameOf(const NamedDecl *Decl);

/// The name of the member function that \p S calls, or "".
llvm::StringRef calledMember(const Stmt *S);

/// \p Decl's name as a user would spell it: "std::async".
std::string spelledName(const NamedDecl &Decl);

/// \p T without the names that stand for it: "std::future<void>".
std::string spelledType(QualType T, const ASTContext &Context);

/// The place to report for \p Loc: the text that a user wrote. In a macro's
/// body that is the definition, so that each is reported once.
SourceLocation writtenAt(SourceLocation Loc, const SourceManager &Sources);

/// True if clangd sees the body of a function at \p Loc too: it skips those of
/// headers, so no verdict may rest on one.
bool isInMainFile(SourceLocation Loc, const SourceManager &Sources);

/// True if \p A and \p B are written in one file, a macro's text where it is used.
bool areInOneFile(SourceLocation A, SourceLocation B, const SourceManager &Sources);

/// True if \p D is of a system header, where nobody looks for what users do.
bool isOfSystemHeader(const Decl &D);

/// The body of \p Function, if this file defines it, or null.
const Stmt *bodyInMainFile(const FunctionDecl &Function);

/// The body of \p Function, if the file of \p From defines it, or null: what is
/// so for a file must be so too when that file is open in an editor.
const Stmt *bodyBeside(const FunctionDecl &Function, SourceLocation From);

} // namespace clang::tidy::structured
