#include "Joins.h"
#include "Expressions.h"
#include "LostNames.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

void Joins::addBody(const Stmt &Body, const ControlFlow &Flow, const Place &At) {
  JoinEvents Events(Table, Kept, Summaries);
  Events.read(Body);
  const bool Any = llvm::any_of(Events.variables(),
                                [](const auto &Each) { return !Each.second.Starts.empty(); });
  if (!Any || At.In.OfOwner || !Flow.graph())
    return;
  const Conditions Known(*Flow.graph(), Context);
  const Unwinding Tries(Body);
  const bool Errors = Context.getDiagnostics().hasUncompilableErrorOccurred();
  JoinFlow Paths(*Flow.graph(), Events, Known, Tries, Throwing);
  for (const auto &[Var, Of] : Events.variables()) {
    if (Of.Starts.empty() || Of.Shared || (Errors && namesAreLost(*Var, Body, Context)))
      continue;
    for (const MissedJoin &Miss : Paths.misses(Var))
      if (std::optional<UnjoinedThread> Fact = describe(Miss, *Var, Of, Body, At))
        add(*std::move(Fact));
    for (const OpenMiss &Miss : Paths.openMisses())
      if (std::optional<UnjoinedThread> Fact = describe(Miss.If, *Var, Of, Body, At))
        add({*std::move(Fact), Throwing.ask(Miss.Call)});
  }
}

/// Where \p Loc is shown: a macro's use, unless the whole body is a macro's.
static SourceLocation shownAt(SourceLocation Loc, const Stmt &Body, const SourceManager &Sources) {
  return Body.getBeginLoc().isMacroID() ? writtenAt(Loc, Sources) : Sources.getExpansionLoc(Loc);
}

/// The macro, as its user wrote it, whose text \p Loc is in, or "".
static std::string macroAt(SourceLocation Loc, const Stmt &Body, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  if (!Loc.isMacroID() || Body.getBeginLoc().isMacroID())
    return "";
  while (Sources.getImmediateMacroCallerLoc(Loc).isMacroID())
    Loc = Sources.getImmediateMacroCallerLoc(Loc);
  return Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts()).str();
}

/// Where what \p Miss ends with stands: the end of a block, or a statement.
static SourceLocation endOf(const MissedJoin &Miss) {
  if (!Miss.End)
    return {};
  const bool Block = isa<CompoundStmt, ForStmt, WhileStmt, DoStmt, IfStmt>(Miss.End);
  return Block && Miss.How == UnjoinedThread::Kind::Scope ? Miss.End->getEndLoc()
                                                          : Miss.End->getBeginLoc();
}

std::optional<UnjoinedThread> Joins::describe(const MissedJoin &Miss, const VarDecl &Var,
                                              const JoinVariable &Of, const Stmt &Body,
                                              const Place &At) const {
  const std::optional<size_t> Spawn = Kept.spawnOf(*Miss.Start);
  if (!Spawn)
    return std::nullopt;
  UnjoinedThread Fact;
  Fact.How = Miss.How;
  Fact.Spawn = *Spawn;
  Fact.Holder = {Handle::Kind::Variable, Var.getNameAsString(), Var.getLocation()};
  Fact.Many = Of.Holder.How == Holding::Many;
  Fact.Ever = Of.Released || Of.Escapes;
  if (Miss.Branch)
    Fact.Branch = shownAt(Miss.Branch->getBeginLoc(), Body, Sources);
  Fact.By = Miss.By;
  if (const SourceLocation End = endOf(Miss); End.isValid()) {
    Fact.End = shownAt(End, Body, Sources);
    Fact.Macro = macroAt(End, Body, Context);
  }
  Fact.Thrown = Miss.Thrown;
  Fact.In = At.In;
  return Fact;
}

void Joins::add(UnjoinedThread Fact) {
  const auto [Old, New] = UnjoinedAt.try_emplace(Fact.Spawn, Found.Unjoined.size());
  if (New)
    Found.Unjoined.push_back(std::move(Fact));
  else if (Found.Unjoined[Old->second].Thrown.What > Throwing::Never &&
           Fact.Thrown.What == Throwing::Never)
    Found.Unjoined[Old->second] = std::move(Fact);
}

void Joins::add(OpenThrow::Case Fact) {
  const auto [Old, New] = OpenAt.try_emplace(Fact.If.Spawn, Found.OpenThrows.size());
  if (New)
    Found.OpenThrows.emplace_back();
  Found.OpenThrows[Old->second].Cases.push_back(std::move(Fact));
}

void Joins::resolve() {
  for (size_t Spawn = 0; Spawn < Found.Spawns.size(); ++Spawn) {
    const SpawnSite &Site = Found.Spawns[Spawn];
    if (!Site.Lost || Site.Dropped != OnDrop::Terminates ||
        Site.Result.What != Handle::Kind::Temporary)
      continue;
    UnjoinedThread Fact;
    Fact.How = UnjoinedThread::Kind::Temporary;
    Fact.Spawn = Spawn;
    Fact.In = Site.In;
    if (UnjoinedAt.try_emplace(Spawn, Found.Unjoined.size()).second)
      Found.Unjoined.push_back(std::move(Fact));
  }
  for (const UnjoinedThread &Each : Found.Unjoined) {
    const bool Sure = Each.Thrown.What == Throwing::Never || Each.Thrown.What == Throwing::Visibly;
    Found.Spawns[Each.Spawn].Unjoined |= Sure;
    Found.Spawns[Each.Spawn].Lost |= Sure && !Each.Ever;
  }
}

} // namespace clang::tidy::structured
