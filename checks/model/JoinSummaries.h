#pragma once

#include "SpawnTable.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

class Handles;

/// What a function does with the threads that it is given by reference.
enum class JoinSummary {
  Leaves,   ///< It looks at them.
  Releases, ///< It joins them, detaches them, or moves them away.
  Unknown,
};

/// Says so of the functions that the file shows, each once.
class JoinSummaries {
public:
  JoinSummaries(const SpawnTable &Table, const Handles &Kept) : Table(Table), Kept(Kept) {}

  /// What \p Callee, called at \p From, does with parameter number \p Index.
  JoinSummary of(const FunctionDecl &Callee, unsigned Index, SourceLocation From);

private:
  JoinSummary read(const FunctionDecl &Definition, const ParmVarDecl &Parameter);

  const SpawnTable &Table;
  const Handles &Kept;
  llvm::DenseMap<const ParmVarDecl *, JoinSummary> Known;
};

} // namespace clang::tidy::structured
