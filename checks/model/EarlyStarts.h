#pragma once

#include "Handles.h"
#include "clang/AST/DeclCXX.h"

namespace clang::tidy::structured {

/// Finds work that is started too early: before main, while static objects are
/// constructed, or before the object that it uses is complete.
///
/// Only what is sure to be started counts, and only as far as functions stand
/// in the same file.
class EarlyStarts {
public:
  EarlyStarts(ASTContext &Context, const Handles &Kept, Facts &Found)
      : Context(Context), Sources(Context.getSourceManager()), Kept(Kept), Found(Found) {}

  /// Notes what is run before main: the making of a static object, and functions
  /// that say so.
  void addVariable(const VarDecl &Var, const Place &At);
  void addFunction(const FunctionDecl &Function, const Place &At);

  /// Writes the starts down, when all that is started is known.
  void resolve();

private:
  using Spawns = llvm::SmallVector<size_t, 1>;

  Spawns startedBy(const Stmt *S, SourceLocation From);
  Spawns startedBy(const FunctionDecl &Function);
  void addConstructor(const CXXConstructorDecl &Constructor);
  void add(EarlyStart Start);

  ASTContext &Context;
  const SourceManager &Sources;
  const Handles &Kept;
  Facts &Found;
  llvm::SmallVector<const VarDecl *> Objects;
  llvm::SmallVector<const FunctionDecl *> Functions;
  llvm::SmallVector<const CXXConstructorDecl *> Constructors;
  llvm::DenseMap<const FunctionDecl *, Spawns> Known;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<std::pair<SourceLocation, size_t>> Seen;
};

} // namespace clang::tidy::structured
