#include "ProcessEnds.h"
#include "Expressions.h"
#include "NameMap.h"

namespace clang::tidy::structured {

/// True if \p S ends the process and runs no destructor. std::exit() does run those of globals.
static bool endsProcess(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  return Callee &&
         llvm::any_of(
             std::initializer_list<const char *>{
                 "::abort", "::_exit", "::_Exit", "::quick_exit", "::std::abort", "::std::_Exit",
                 "::std::quick_exit", "::std::terminate", "::__builtin_abort", "::__builtin_trap"},
             [&](const char *Name) { return isNamed(*Callee, Name); });
}

void ProcessEnds::addBlock(const CompoundStmt &Block) {
  bool Ends = false;
  for (const Stmt *S : llvm::reverse(Block.body())) {
    const auto *Value = dyn_cast<Expr>(S);
    const Stmt *Bare = Value ? Value->IgnoreImplicit() : S;
    if (endsProcess(*Bare))
      Ends = true;
    else if (!Value && !isa<DeclStmt, NullStmt>(S))
      Ends = false; // It may go elsewhere.
    else if (Ends)
      Before.insert(Bare);
  }
}

} // namespace clang::tidy::structured
