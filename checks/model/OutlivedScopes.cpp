#include "OutlivedScopes.h"
#include "Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// True if it is known where the handle is, and the end of that does not come
/// with the end of the expression.
bool OutlivedScopes::mayOutlive(const Homes::Start &Start) const {
  const SpawnSite &Site = Found.Spawns[Start.Spawn];
  auto DiesEarly = [](const Held &H) { return H.Local; };
  return Start.Handle.Where != Home::Kind::Unknown && Site.Dropped != OnDrop::NeverRuns &&
         (llvm::any_of(Site.Work.Captures, DiesEarly) || llvm::any_of(Site.Arguments, DiesEarly));
}

/// The names by which the handle of \p Start is reached.
static llvm::SmallVector<const ValueDecl *> leadingTo(const Homes::Start &Start) {
  llvm::SmallVector<const ValueDecl *> Names(Start.Names.begin(), Start.Names.end());
  if (Start.Receiver.Name)
    Names.push_back(Start.Receiver.Name);
  return Names;
}

/// The variables of the body that the work of \p Start holds.
llvm::SmallVector<const ValueDecl *> OutlivedScopes::heldBy(const Homes::Start &Start) const {
  llvm::SmallVector<const ValueDecl *> Names;
  const SpawnSite &Site = Found.Spawns[Start.Spawn];
  for (const std::vector<Held> *Things : {&Site.Work.Captures, &Site.Arguments})
    for (const Held &H : *Things)
      if (const auto Known = Variables.find(H.Declared); Known != Variables.end())
        Names.push_back(Known->second.Var);
  return Names;
}

Waits OutlivedScopes::waitsIn(const Stmt &Body, const Homes &Started,
                              llvm::ArrayRef<Homes::Start> Starts, const FunctionDecl &In) const {
  Waits::Names Leading, Held;
  for (const Homes::Start &Start : Starts) {
    Leading.insert_range(leadingTo(Start));
    Held.insert_range(heldBy(Start));
  }
  Waits Waited(Started, Kept, In, std::move(Leading), std::move(Held));
  Waited.read(&Body);
  return Waited;
}

/// What may wait for what \p Start starts.
Stops OutlivedScopes::stopsOf(const Homes::Start &Start, const Waits &Waited) const {
  Stops All = Waited.ofAny();
  for (const ValueDecl *Name : leadingTo(Start))
    All.add(Waited.of(Name));
  for (const ValueDecl *Name : heldBy(Start))
    All.add(Waited.of(Name));
  // A variable that ends takes the work with it: it waits, or ends the program.
  if (Start.Handle.Where == Home::Kind::Local &&
      Found.Spawns[Start.Spawn].Dropped != OnDrop::Detaches)
    All.End.insert(cast<VarDecl>(Start.Handle.Name));
  if (Start.Receiver.Where == Home::Kind::Local)
    All.End.insert(cast<VarDecl>(Start.Receiver.Name));
  return All;
}

/// Notes in \p H, which the work of \p Start holds, where it dies.
void OutlivedScopes::addDeath(Held &H, const Homes::Start &Start, const ControlFlow &Flow,
                              ControlFlow::Search Of) {
  const auto Known = H.Local ? Variables.find(H.Declared) : Variables.end();
  if (Known == Variables.end() || H.DiesAt.isValid())
    return;
  const ScopeVariable &Holds = Known->second;
  Of.Var = Holds.Var;
  Of.Change = Holds.Change;
  const std::optional<ControlFlow::Death> Death = Flow.deathAfter(*Start.At, Of);
  // What main leaves behind is not overwritten before the process ends.
  const auto *In = dyn_cast<FunctionDecl>(Holds.Var->getDeclContext());
  if (!Death || (In && In->isMain() && Death->AtReturn && !Holds.Var->getType().isDestructedType()))
    return;
  H.DiesAt = Death->Loc;
  H.Changes = Death->Changed;
  H.OfLoop = Holds.OfLoop || Death->Changed;
}

/// True if something may wait for the handle of \p Start anywhere in the function.
static bool isWaitedFor(const Homes::Start &Start, const Waits &Waited) {
  return llvm::any_of(leadingTo(Start),
                      [&](const ValueDecl *Name) { return !Waited.of(Name).Run.empty(); });
}

void OutlivedScopes::addBody(const Stmt &Body, const Homes &Started, const ControlFlow &Flow,
                             const Place &At) {
  llvm::SmallVector<Homes::Start> Starts = Started.starts();
  llvm::erase_if(Starts, [&](const Homes::Start &Start) { return !mayOutlive(Start); });
  if (Starts.empty())
    return;
  Variables =
      variablesOf(*At.Function, Body, [&](const Stmt &Loop) { return Started.startsIn(&Loop); });
  const Waits Waited = waitsIn(Body, Started, Starts, *At.Function);
  for (const Homes::Start &Start : Starts) {
    SpawnSite &Site = Found.Spawns[Start.Spawn];
    // A function of C may fail, and whether it did decides on the wait.
    if (Site.Result.What == Handle::Kind::OutParameter && Start.Asked && isWaitedFor(Start, Waited))
      continue;
    const Stops Between = stopsOf(Start, Waited);
    for (std::vector<Held> *Things : {&Site.Work.Captures, &Site.Arguments})
      for (Held &H : *Things)
        addDeath(H, Start, Flow, {nullptr, nullptr, Between.Run, Between.End});
  }
}

} // namespace clang::tidy::structured
