#include "ControlFlow.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::structured {

const CFG *ControlFlow::graph() const {
  if (std::exchange(Built, true) || !Function)
    return Graph.get();
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Graph = CFG::buildCFG(Function, &Body, &Context, Options);
  if (!Graph)
    return nullptr;
  for (const CFGBlock *Block : *Graph)
    for (unsigned I = 0; I < Block->size(); ++I)
      if (const auto Element = (*Block)[I].getAs<CFGStmt>())
        Positions.try_emplace(Element->getStmt(), Position{Block, I});
  return Graph.get();
}

namespace {
enum class Met { Nothing, Between, Later };
} // namespace

/// What comes first in \p Block from \p Index on.
static Met look(const CFGBlock &Block, unsigned Index, const Stmt &Later,
                const llvm::DenseSet<const Stmt *> &Between) {
  for (; Index < Block.size(); ++Index) {
    const auto Element = Block[Index].getAs<CFGStmt>();
    if (!Element)
      continue;
    if (Element->getStmt() == &Later)
      return Met::Later;
    if (Between.contains(Element->getStmt()))
      return Met::Between;
  }
  return Met::Nothing;
}

bool ControlFlow::reaches(const Stmt &Earlier, const Stmt &Later,
                          const llvm::DenseSet<const Stmt *> &Between) const {
  const Position Start = graph() ? Positions.lookup(&Earlier) : Position();
  if (!Start.Block || !Positions.contains(&Later))
    return false;
  llvm::SmallVector<Position> Left{{Start.Block, Start.Index + 1}};
  llvm::DenseSet<const CFGBlock *> Seen;
  while (!Left.empty()) {
    const Position At = Left.pop_back_val();
    switch (look(*At.Block, At.Index, Later, Between)) {
    case Met::Later:
      return true;
    case Met::Between:
      continue;
    case Met::Nothing:
      break;
    }
    for (const CFGBlock *Next : At.Block->succs())
      if (Next && Seen.insert(Next).second)
        Left.push_back({Next, 0});
  }
  return false;
}

} // namespace clang::tidy::structured
