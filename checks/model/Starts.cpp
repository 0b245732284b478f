#include "Starts.h"

namespace clang::tidy::structured {

void Starts::start(const ValueDecl *In, size_t Spawn, unsigned Function) {
  if (!In)
    return;
  Variable &Var = Held[In];
  if (std::exchange(Var.GivenUp, false))
    ++Var.Round;
  Var.All.push_back({Spawn, Function, Var.Round});
}

bool Starts::isAlias(const ValueDecl *Var, const ValueDecl *Of) const {
  while (Var && Var != Of)
    Var = Held.lookup(Var).AliasOf;
  return Var;
}

void Starts::pass(const ValueDecl *From, const ValueDecl *To, Pass How) {
  const auto Found = Held.find(From);
  if (!From || !To || From == To || Found == Held.end())
    return;
  const Variable Source = Found->second;
  for (const Start &Each : Source.All)
    if (Each.Round == Source.Round)
      start(To, Each.Spawn, Each.Function);
  if (How == Pass::Move)
    Held[From].GivenUp = true;
  else if (!isAlias(From, To)) // Names never go in a circle.
    Held[To].AliasOf = From;
}

void Starts::giveUp(const ValueDecl *In) {
  for (; In; In = Held[In].AliasOf)
    Held[In].GivenUp = true;
}

std::vector<size_t> Starts::startedIn(const ValueDecl *In, unsigned Round,
                                      unsigned Function) const {
  std::vector<size_t> Spawns;
  if (const auto Found = Held.find(In); Found != Held.end())
    for (const Start &Each : Found->second.All)
      if (Each.Round == Round && Each.Function == Function)
        Spawns.push_back(Each.Spawn);
  return Spawns;
}

} // namespace clang::tidy::structured
