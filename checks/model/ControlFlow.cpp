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
  Options.AddInitializers = true;
  Options.AddLifetime = true;
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

/// Where \p Ended, a block or a statement that leaves one, ends what is in it.
static SourceLocation endOf(const Stmt &Ended) {
  return isa<CompoundStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, IfStmt, SwitchStmt>(Ended)
             ? Ended.getEndLoc()
             : Ended.getBeginLoc();
}

/// The variables that end in \p Block from \p Index on, for one reason, in the
/// order in which they do: Clang sorts those with nothing to destroy to the end.
static llvm::SmallVector<const VarDecl *> endingTogether(const CFGBlock &Block, unsigned &Index) {
  llvm::SmallVector<const VarDecl *> Ending;
  const Stmt *Trigger = Block[Index].castAs<CFGLifetimeEnds>().getTriggerStmt();
  for (; Index < Block.size(); ++Index) {
    const auto End = Block[Index].getAs<CFGLifetimeEnds>();
    if (End && End->getTriggerStmt() == Trigger)
      Ending.push_back(End->getVarDecl());
    else if (!Block[Index].getAs<CFGAutomaticObjDtor>())
      break;
  }
  --Index;
  const SourceManager &Sources = Ending.front()->getASTContext().getSourceManager();
  llvm::sort(Ending, [&](const VarDecl *A, const VarDecl *B) {
    return Sources.isBeforeInTranslationUnit(B->getLocation(), A->getLocation());
  });
  return Ending;
}

std::optional<ControlFlow::Death> ControlFlow::deathIn(const CFGBlock &Block, unsigned Index,
                                                       const Search &Of, bool &Goes) const {
  Goes = false;
  for (; Index < Block.size(); ++Index) {
    if (const auto Statement = Block[Index].getAs<CFGStmt>()) {
      if (Of.Between.contains(Statement->getStmt()))
        return std::nullopt;
      if (Statement->getStmt() == Of.Change)
        return Death{Of.Change->getBeginLoc(), /*AtReturn=*/false, /*Changed=*/true};
    } else if (const auto End = Block[Index].getAs<CFGLifetimeEnds>()) {
      const Stmt *Trigger = End->getTriggerStmt();
      for (const VarDecl *Var : endingTogether(Block, Index)) {
        if (Of.DyingBetween.contains(Var))
          return std::nullopt;
        if (Var == Of.Var)
          return Death{endOf(*Trigger), Trigger == &Body || isa<ReturnStmt>(Trigger)};
      }
    }
  }
  // Parameters die last.
  if (&Block == &Graph->getExit() && isa<ParmVarDecl>(Of.Var))
    return Death{Body.getEndLoc(), /*AtReturn=*/true};
  Goes = !Block.hasNoReturnElement();
  return std::nullopt;
}

std::optional<ControlFlow::Death> ControlFlow::deathAfter(const Stmt &Start,
                                                          const Search &Of) const {
  const Position From = graph() ? Positions.lookup(&Start) : Position();
  if (!From.Block)
    return std::nullopt;
  const SourceManager &Sources = Of.Var->getASTContext().getSourceManager();
  std::optional<Death> Last;
  llvm::SmallVector<Position> Left{{From.Block, From.Index + 1}};
  llvm::DenseSet<const CFGBlock *> Seen;
  while (!Left.empty()) {
    const Position At = Left.pop_back_val();
    bool Goes = false;
    if (const std::optional<Death> Found = deathIn(*At.Block, At.Index, Of, Goes);
        Found && (!Last || Sources.isBeforeInTranslationUnit(Last->Loc, Found->Loc)))
      Last = Found;
    if (!Goes)
      continue;
    for (const CFGBlock *Next : At.Block->succs())
      if (Next && Seen.insert(Next).second)
        Left.push_back({Next, 0});
  }
  return Last;
}

} // namespace clang::tidy::structured
