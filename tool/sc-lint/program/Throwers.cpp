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

bool Throwers::isAmbiguous(const Known &Function) const {
  const auto At = Undeclared.find(Function.Name);
  return !Function.IsOne || (At != Undeclared.end() && !At->second.contains(Function.Fact.Self));
}

std::optional<Throwers::Way> Throwers::throwOf(size_t Function, bool Libraries) const {
  llvm::DenseSet<size_t> Seen{Function};
  std::deque<std::pair<size_t, Way>> Left;
  for (Left.push_back({Function, {}}); !Left.empty(); Left.pop_front()) {
    const auto At = All.find(Left.front().first);
    if (At == All.end() || isAmbiguous(At->second) || (At->second.Fact.OfLibrary && !Libraries))
      continue;
    Way Here = std::move(Left.front().second);
    if (At->second.Fact.Thrown) {
      Here.Thrown = *At->second.Fact.Thrown;
      return Here;
    }
    if (Here.Calls.size() == MostCalls)
      continue;
    for (const auto &Call : At->second.Fact.Calls)
      if (Seen.insert(Call.first).second) {
        Left.emplace_back(Call.first, Here);
        Left.back().second.Calls.push_back(Call);
      }
  }
  return std::nullopt;
}

} // namespace sc_lint
