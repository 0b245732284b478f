#include "Throwers.h"
#include <deque>
#include <tuple>

namespace sc_lint {

static auto asTuple(const FilePlace &Place) { return std::tie(Place.File, Place.Offset); }

static bool areSame(const ProgramFacts::Thrower &A, const ProgramFacts::Thrower &B) {
  const auto AreSameCalls = [](const auto &X, const auto &Y) {
    return X.first == Y.first && asTuple(X.second) == asTuple(Y.second);
  };
  return asTuple(A.Body) == asTuple(B.Body) && A.Thrown.has_value() == B.Thrown.has_value() &&
         (!A.Thrown || asTuple(*A.Thrown) == asTuple(*B.Thrown)) &&
         std::equal(A.Calls.begin(), A.Calls.end(), B.Calls.begin(), B.Calls.end(), AreSameCalls);
}

void Throwers::add(ProgramFacts::Thrower Fact, llvm::StringRef Name) {
  if (Fact.Alone)
    Undeclared[Name].insert(Fact.Self);
  const auto [At, New] = All.try_emplace(Fact.Self);
  if (New)
    At->second = {std::move(Fact), Name.str()};
  else
    At->second.IsOne &= areSame(At->second.Fact, Fact);
}

void Throwers::add(const ProgramFacts::VirtualFunction &Fact) {
  Virtual &Known = Virtuals[Fact.Self];
  Known.Abstract |= Fact.Abstract;
  Known.Searched |= Fact.Searched;
}

void Throwers::add(const ProgramFacts::Override &Fact) {
  Virtuals[Fact.Of].Overriders.insert(Fact.Self);
}

/// The function that a call of \p Function runs, if it is sure to be one.
std::optional<size_t> Throwers::runBy(size_t Function) const {
  const auto At = Virtuals.find(Function);
  if (At == Virtuals.end())
    return Function;
  const auto &[Abstract, Searched, Overriders] = At->second;
  if (!Searched || Overriders.size() != (Abstract ? 1 : 0))
    return std::nullopt;
  return Abstract ? *Overriders.begin() : Function;
}

bool Throwers::isAmbiguous(const Known &Function) const {
  const auto At = Undeclared.find(Function.Name);
  return !Function.IsOne || (At != Undeclared.end() && !At->second.contains(Function.Fact.Self));
}

std::optional<Throwers::Way> Throwers::throwOf(size_t Function, bool Libraries) const {
  llvm::DenseSet<size_t> Seen{Function};
  std::deque<std::pair<size_t, Way>> Left;
  for (Left.push_back({Function, {}}); !Left.empty(); Left.pop_front()) {
    auto &[Called, Here] = Left.front();
    const std::optional<size_t> Runs = runBy(Called);
    const auto At = Runs ? All.find(*Runs) : All.end();
    if (At == All.end() || isAmbiguous(At->second) || (At->second.Fact.OfLibrary && !Libraries))
      continue;
    const ProgramFacts::Thrower &Fact = At->second.Fact;
    if (*Runs != Called)
      Here.Steps.push_back({*Runs, Fact.Body, /*Overrides=*/true});
    if (Fact.Thrown) {
      Here.Thrown = *Fact.Thrown;
      return Here;
    }
    if (Here.Calls == MostCalls)
      continue;
    const Way Until = Here;
    for (const auto &[Next, From] : Fact.Calls)
      if (Seen.insert(Next).second) {
        Left.emplace_back(Next, Until);
        Left.back().second.Steps.push_back({Next, From, /*Overrides=*/false});
        ++Left.back().second.Calls;
      }
  }
  return std::nullopt;
}

} // namespace sc_lint
