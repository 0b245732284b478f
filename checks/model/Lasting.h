#pragma once

#include "SpawnTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace clang::tidy::structured {

/// What makes code last, so that it has to look whether it should stop.
struct Lasting {
  enum class Why {
    Nothing, ///< It is done soon, as far as can be seen.
    Loop,    ///< It runs in a loop that does more than a fixed number of steps.
    Blocks,  ///< It sleeps, or waits for others.
  };
  Why Because = Why::Nothing;
  SourceLocation Loc;
};

/// True if \p Call sleeps, or waits for others: for a thread, a future, or with
/// what the standard library has for that.
bool isBlocking(const CallExpr &Call, const SpawnTable &Table);

/// The first call in \p Body, outside of lambdas, that blocks, and is of no function in
/// the namespace \p Yielding, or null.
const CallExpr *blockingCallIn(const Stmt *Body, const SpawnTable &Table, llvm::StringRef Yielding);

/// Why \p Body lasts, at the first place that tells. What lambdas in it do is
/// not part of it.
Lasting lasting(const Stmt *Body, const SpawnTable &Table, const ASTContext &Context);

} // namespace clang::tidy::structured
