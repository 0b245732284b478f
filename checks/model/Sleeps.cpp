#include "Sleeps.h"
#include "Expressions.h"
#include "Flags.h"
#include "Work.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// The condition and the body of a loop that evaluates its condition anew each
/// time, and does nothing else outside of its body.
struct LoopParts {
  const Expr *Condition = nullptr;
  const Stmt *Body = nullptr;
};

static LoopParts partsOf(const Stmt &Loop) {
  if (const auto *While = dyn_cast<WhileStmt>(&Loop); While && !While->getConditionVariable())
    return {While->getCond(), While->getBody()};
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    return {Do->getCond(), Do->getBody()};
  if (const auto *For = dyn_cast<ForStmt>(&Loop);
      For && !For->getInit() && !For->getInc() && !For->getConditionVariable())
    return {For->getCond(), For->getBody()};
  return {};
}

/// The one expression that \p S consists of, or null.
static const Expr *onlyExpression(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S)) {
    const Stmt *Only = nullptr;
    for (const Stmt *Inner : Block->body()) {
      if (Only)
        return nullptr;
      if (!isa<NullStmt>(Inner))
        Only = Inner;
    }
    return onlyExpression(Only);
  }
  return dyn_cast_or_null<Expr>(S);
}

/// True if \p E sleeps and does nothing else: by a function that the table
/// names, or by one of this file that only calls such a function.
bool Sleeps::isSleep(const Expr *E, unsigned Depth) const {
  const auto *Call = E ? dyn_cast<CallExpr>(peel(E)) : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  if (!Callee)
    return false;
  return Table.Sleeps.find(Callee) ||
         (Depth && isSleep(onlyExpression(bodyInMainFile(*Callee)), Depth - 1));
}

/// True if \p Call waits for what others do, in a way that is no sleep.
static bool isWait(const CallExpr &Call, const SpawnTable &Table) {
  static constexpr llvm::StringLiteral Names[] = {"wait",
                                                  "wait_for",
                                                  "wait_until",
                                                  "get",
                                                  "join",
                                                  "join_all",
                                                  "pop",
                                                  "arrive_and_wait",
                                                  "count_down_and_wait",
                                                  "acquire",
                                                  "recv",
                                                  "receive",
                                                  "stop",
                                                  "sync",
                                                  "pthread_cond_wait",
                                                  "pthread_join"};
  const FunctionDecl *Callee = calleeOf(&Call);
  return Callee && Callee->getIdentifier() &&
         (Table.JoiningFunctions.find(Callee) || llvm::is_contained(Names, Callee->getName()));
}

//===-- What happens in a body ------------------------------------------------===//

void Sleeps::collectLoop(const Stmt &Loop, bool InLoop, Events &To) const {
  const LoopParts Parts = partsOf(Loop);
  const Expr *Only = onlyExpression(Parts.Body);
  const ValueDecl *Flag = InLoop ? nullptr : flagOf(Parts.Condition, Context);
  if (Flag && isSleep(Only))
    return collect(peel(Only), /*InLoop=*/false, Flag, To);
  for (const Stmt *Child : Loop.children())
    collect(Child, /*InLoop=*/true, nullptr, To);
}

void Sleeps::collect(const Stmt *S, bool InLoop, const ValueDecl *Flag, Events &To) const {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      collect(Init, InLoop, nullptr, To);
    return;
  }
  if (isLoop(S))
    return collectLoop(*S, InLoop, To);
  if (const auto *E = dyn_cast<Expr>(S))
    if (const std::optional<size_t> Spawn = Kept.spawnOf(*E))
      To.Spawns.push_back({E, *Spawn});
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    if (!InLoop && isSleep(Call))
      To.Slept.push_back({Call, Flag});
    else if (isWait(*Call, Table))
      To.Waits.insert(Call);
  }
  for (const Stmt *Child : S->children())
    collect(Child, InLoop, nullptr, To);
}

void Sleeps::addBody(const Stmt &Body, const ControlFlow &Flow, const Place &At) {
  Events In;
  collect(&Body, /*InLoop=*/false, nullptr, In);
  if (In.Spawns.empty() || In.Slept.empty())
    return;
  for (const Sleep &Slept : In.Slept)
    addSleep(Slept, Body, In, Flow, At);
}

//===-- What it means -----------------------------------------------------------===//

void Sleeps::addSleep(const Sleep &Slept, const Stmt &Body, const Events &In,
                      const ControlFlow &Flow, const Place &At) {
  SleepSite Site;
  // A macro that only sleeps is one more way to spell it.
  const SourceLocation Begin = Slept.Call->getBeginLoc();
  Site.Loc =
      Body.getBeginLoc().isMacroID() ? writtenAt(Begin, Sources) : Sources.getExpansionLoc(Begin);
  Site.In = At.In;
  if (Slept.Flag)
    Site.Flag = Slept.Flag->getNameAsString();
  for (const auto &[Spawn, Index] : In.Spawns) {
    if (!Flow.reaches(*Spawn, *Slept.Call, In.Waits))
      continue;
    Site.Spawns.push_back(Index);
    if (Slept.Flag && Site.SetAt.isInvalid())
      for (const Stmt *Work : bodiesRunBy(Spawn))
        if (Site.SetAt.isInvalid())
          Site.SetAt = changeOf(*Slept.Flag, Work);
  }
  if (!Site.Spawns.empty() && SleepAt.try_emplace(Site.Loc, Found.Sleeps.size()).second)
    Found.Sleeps.push_back(std::move(Site));
}

} // namespace clang::tidy::structured
