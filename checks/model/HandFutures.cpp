#include "HandFutures.h"
#include "Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

using Future = HeldFutures::Future;
using Request = HeldFutures::Request;

//===-- Which futures belong together -------------------------------------------===//

/// Adds the blocks in \p S, outside of lambdas, that declare futures.
static void addBlocks(const Stmt &S, llvm::SmallVectorImpl<const CompoundStmt *> &To) {
  const auto *Block = dyn_cast<CompoundStmt>(&S);
  if (Block && llvm::any_of(Block->body(), [](const Stmt *Each) {
        const auto *Declared = dyn_cast<DeclStmt>(Each);
        const auto *Var = Declared && Declared->isSingleDecl()
                              ? dyn_cast<VarDecl>(Declared->getSingleDecl())
                              : nullptr;
        return Var && holdsFutures(Var->getType());
      }))
    To.push_back(Block);
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(Child))
      addBlocks(*Child, To);
}

HandFutures::Run HandFutures::runOf(Future Of, const CompoundStmt &Block,
                                    const FutureReader &Reader) {
  Run One;
  One.FirstStart = One.FirstRequest = Block.size();
  for (const CallExpr *Start : Of.Starts) {
    One.FirstStart = std::min(One.FirstStart, Reader.numberOf(*Start, Block));
    One.LastStart = std::max(One.LastStart, Reader.numberOf(*Start, Block));
  }
  One.Asks = Reader.blockOf(Of.Requests.front());
  for (const Request &Asked : Of.Requests) {
    One.FirstRequest = std::min(One.FirstRequest, Reader.numberOf(*Asked.Step, Block));
    One.LastRequest = std::max(One.LastRequest, Reader.numberOf(*Asked.Step, Block));
    if (Reader.blockOf(Asked) != One.Asks)
      One.Asks = nullptr;
  }
  One.All.push_back(std::move(Of));
  return One;
}

/// The futures of \p Block, put together where one is in use before another has been.
std::vector<HandFutures::Run> HandFutures::runsIn(const CompoundStmt &Block,
                                                  FutureReader &Reader) const {
  std::vector<Run> Runs;
  for (const Stmt *S : Block.body())
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      if (std::optional<Future> Each = Reader.read(*Declared, Block))
        Runs.push_back(runOf(std::move(*Each), Block, Reader));
  llvm::sort(Runs, [](const Run &A, const Run &B) {
    return std::pair(A.FirstStart, A.All.front().Var->getLocation()) <
           std::pair(B.FirstStart, B.All.front().Var->getLocation());
  });
  std::vector<Run> Merged;
  for (Run &Each : Runs) {
    if (Merged.empty() || Merged.back().LastRequest < Each.FirstStart) {
      Merged.push_back(std::move(Each));
      continue;
    }
    Run &To = Merged.back();
    To.LastStart = std::max(To.LastStart, Each.LastStart);
    To.FirstRequest = std::min(To.FirstRequest, Each.FirstRequest);
    To.LastRequest = std::max(To.LastRequest, Each.LastRequest);
    if (To.Asks != Each.Asks)
      To.Asks = nullptr;
    To.All.append(Each.All);
  }
  return Merged;
}

//===-- What a group would change -----------------------------------------------===//

/// True if \p S asks \p Futures for results and computes, and does nothing else.
static bool onlyAsks(const Stmt &S, const HeldFutures &Futures) {
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
      Call && llvm::any_of(Futures.All, [&](const Future &Each) {
        return llvm::any_of(Each.Requests,
                            [&](const Request &Asked) { return Asked.Call == Call; });
      }))
    return true;
  if (const auto *Loop = dyn_cast<CXXForRangeStmt>(&S)) // What goes on to the next is hidden.
    return onlyAsks(*Loop->getBody(), Futures);
  if (isa<CallExpr, CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, LambdaExpr>(S))
    return isPlain(cast<Expr>(S));
  return llvm::all_of(S.children(),
                      [&](const Stmt *Child) { return !Child || onlyAsks(*Child, Futures); });
}

/// The place of the last statement that asks \p Futures for results.
static SourceLocation lastRequest(const HeldFutures &Futures) {
  SourceLocation Last;
  for (const Future &Each : Futures.All)
    for (const Request &Asked : Each.Requests)
      if (Last.isInvalid() || Last < Asked.Step->getBeginLoc())
        Last = Asked.Step->getBeginLoc();
  return Last;
}

/// Says in \p To what becomes different if \p Futures, which \p Asks asks for, are a group's.
void HandFutures::addChanges(const HeldFutures &Futures, const CompoundStmt &Asks,
                             Rewrite &To) const {
  const SourceLocation First = Futures.FirstStep->getBeginLoc(), Last = lastRequest(Futures);
  if (llvm::any_of(Asks.body(), [&](const Stmt *S) {
        return S->getBeginLoc() >= First && S->getBeginLoc() <= Last && !onlyAsks(*S, Futures);
      }))
    To.addChange("all of it is waited for before the first result is used");
  const bool Deferrable = llvm::any_of(Futures.All, [&](const Future &Each) {
    return llvm::any_of(Each.Starts, [&](const CallExpr *Start) {
      const std::optional<DiscardSite> Site = Sources.discard(Start, false);
      return Site && Site->MayBeDeferred;
    });
  });
  if (Deferrable)
    To.addChange("it runs at once, where it might have been put off until it is asked for");
}

//===-- The facts -----------------------------------------------------------------===//

void HandFutures::addUses(const HeldFutures &Futures, HandJoin &To) const {
  To.Futures = true;
  To.Loc = Futures.All.front().Var->getLocation();
  for (const Future &Each : Futures.All) {
    To.Holders.push_back(Each.Var->getNameAsString());
    To.Many |= Each.Many;
    for (const CallExpr *Start : Each.Starts)
      if (const std::optional<size_t> Spawn = Kept.spawnOf(*Start))
        To.Spawns.push_back(*Spawn);
    for (const Request &Asked : Each.Requests)
      To.JoinedAt.push_back(Asked.Call->getExprLoc());
  }
}

/// True if a statement of \p Block before \p Step may go on elsewhere.
static bool mayLeaveBefore(const CompoundStmt &Block, const Stmt *Step) {
  const auto Before = llvm::make_range(Block.body_begin(), llvm::find(Block.body(), Step));
  return llvm::any_of(Before, [](const Stmt *S) { return mayLeave(S); });
}

/// Notes that \p Of could be a group, of \p Block.
void HandFutures::add(Run Of, const CompoundStmt &Block, HeldFutures Futures) {
  const auto Steps = llvm::ArrayRef(Block.body_begin(), Block.size());
  const bool AtOnce =
      Of.All.size() == 1 && !Of.All.front().Many && Of.FirstRequest == Of.FirstStart + 1;
  if (AtOnce || !Of.Asks || Of.LastStart >= Of.FirstRequest ||
      llvm::any_of(Steps.slice(Of.FirstStart, Of.FirstRequest - Of.FirstStart),
                   [](const Stmt *S) { return mayLeave(S); }))
    return;
  Futures.All = std::move(Of.All);
  Futures.FirstStart = Steps[Of.FirstStart];
  for (const Future &Each : Futures.All)
    for (const Request &Asked : Each.Requests)
      if (!Futures.FirstStep || Asked.Step->getBeginLoc() < Futures.FirstStep->getBeginLoc())
        Futures.FirstStep = Asked.Step;
  if (Of.Asks != &Block && mayLeaveBefore(*Of.Asks, Futures.FirstStep))
    return;
  HandJoin Site;
  addUses(Futures, Site);
  if (!Seen.insert(Site.Loc).second)
    return;
  Site.ToGroup = futuresToGroup(Futures, Names, Context);
  addChanges(Futures, *Of.Asks, Site.ToGroup);
  Found.HandJoins.push_back(std::move(Site));
}

void HandFutures::addBody(const Stmt &Body, const Place &At) {
  llvm::SmallVector<const CompoundStmt *> Blocks;
  addBlocks(Body, Blocks);
  if (Blocks.empty())
    return;
  FutureReader Reader(Body, Sources);
  HeldFutures Futures;
  Futures.Body = &Body;
  Futures.InTemplate = At.Dependent || At.Instantiated;
  for (const CompoundStmt *Block : Blocks)
    for (Run &Each : runsIn(*Block, Reader))
      add(std::move(Each), *Block, Futures);
}

} // namespace clang::tidy::structured
