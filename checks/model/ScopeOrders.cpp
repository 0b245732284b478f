#include "ScopeOrders.h"
#include "Expressions.h"
#include "Holds.h"
#include "Work.h"

namespace clang::tidy::structured {

using Use = GroupUse::Kind;

/// What of its scope the task that \p Start starts holds by reference or by address.
static std::vector<Held> heldBy(const GroupUse &Start, ASTContext &Context) {
  std::vector<Held> All;
  for (const Expr *Arg : Start.Call->arguments()) {
    const Callable Work = describeCallable(Arg, Context);
    All.insert(All.end(), Work.Captures.begin(), Work.Captures.end());
    if (Work.What == Callable::Kind::Unknown && Work.Captures.empty())
      All.push_back(describeArgument(Arg, Context));
  }
  llvm::erase_if(All, [](const Held &H) { return !H.Local; });
  return All;
}

void ScopeOrders::addStart(const GroupBody &In, const Group &Of, const GroupUse &Start,
                           const ScopeVariables &Variables) {
  std::vector<Held> Dying = heldBy(Start, In.context());
  llvm::erase_if(Dying, [&](const Held &H) {
    const auto Known = Variables.find(H.Declared);
    return Known == Variables.end() || Known->second.Var == Of.Var;
  });
  if (Dying.empty())
    return;
  Waits::Names Names;
  for (const Held &H : Dying)
    Names.insert(Variables.find(H.Declared)->second.Var);
  const Stops Between = In.stopsOf(Of, Names);
  for (Held &H : Dying) {
    const ScopeVariable Holds = Variables.find(H.Declared)->second;
    ControlFlow::Search Search{Holds.Var, Holds.Change, Between.Run, Between.End};
    Search.DyingBetween.insert(Of.Var);
    if (const std::optional<ControlFlow::Death> Death = In.flow().deathAfter(*Start.At, Search)) {
      H.DiesAt = Death->Loc;
      H.Changes = Death->Changed;
      H.OfLoop = Holds.OfLoop || Death->Changed;
    }
  }
  llvm::erase_if(Dying, [](const Held &H) { return H.DiesAt.isInvalid(); });
  if (Dying.empty() || !Seen.insert(Start.At->getExprLoc()).second)
    return;
  ScopeOrder Fact;
  Fact.Loc = Start.At->getExprLoc();
  Fact.Group = Of.Var->getNameAsString();
  if (Of.Own)
    Fact.GroupLoc = Of.Var->getLocation();
  Fact.Wait = Of.Api->Waits.front();
  Fact.Dying = std::move(Dying);
  Found.ScopeOrders.push_back(std::move(Fact));
}

void ScopeOrders::addBody(const GroupBody &In) {
  for (const Group &Of : In.groups()) {
    // The caller's group waits later still.
    if (!Of.Own && !(isa_and_nonnull<ParmVarDecl>(Of.Var) && Of.Var->getType()->isReferenceType()))
      continue;
    std::optional<ScopeVariables> Variables;
    for (const GroupUse &Start : Of.Uses) {
      // Who is given a handle may wait for the task by that.
      const bool Handed = Of.Api->AtEnd == OwnerApi::End::Waits && Start.Call &&
                          !Start.Call->getType()->isVoidType();
      if (Start.What != Use::Start || Start.InLambda || Start.ByHelper || Handed ||
          In.isSpawn(*Start.At))
        continue;
      if (!Variables)
        Variables = variablesOf(*In.at().Function, In.body(), [&](const Stmt &Loop) {
          return llvm::any_of(Of.Uses, [&](const GroupUse &Each) {
            return Each.What == Use::Start && llvm::is_contained(Each.Within, &Loop);
          });
        });
      addStart(In, Of, Start, *Variables);
    }
  }
}

} // namespace clang::tidy::structured
