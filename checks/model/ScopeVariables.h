#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::structured {

/// A variable of a body.
struct ScopeVariable {
  const VarDecl *Var = nullptr;
  bool OfLoop = false;          ///< A loop makes it each time round.
  const Stmt *Change = nullptr; ///< Where the loop that starts work changes it.
};

/// By where they are declared.
using ScopeVariables = llvm::DenseMap<SourceLocation, ScopeVariable>;

/// The variables of \p Body, and the parameters of \p Function. \p StartsWork tells of a
/// loop whether work is started in it.
ScopeVariables variablesOf(const FunctionDecl &Function, const Stmt &Body,
                           llvm::function_ref<bool(const Stmt &Loop)> StartsWork);

} // namespace clang::tidy::structured
