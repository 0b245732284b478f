#include "Throwers.h"
#include <map>
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

void Throwers::add(const ProgramFacts::Dispatch &Fact) {
  Targets &Known = Dispatches[Fact.Self];
  Known.Functions.insert(Fact.Targets.begin(), Fact.Targets.end());
  Known.Unknown |= Fact.Unknown;
}

/// Looks for ways, with one answer as to libraries.
class Throwers::Search {
public:
  Search(const Throwers &In, bool Libraries) : In(In), Libraries(Libraries) {}

  /// A way from \p Function over at most \p Calls.
  std::optional<Way> within(size_t Function, size_t Calls);

private:
  std::optional<Way> ofBody(const Known &Function, size_t Calls);
  std::optional<Way> ofAny(const Targets &Run, size_t Calls);
  const Known *find(size_t Function) const;

  const Throwers &In;
  const bool Libraries;
  std::map<std::pair<size_t, size_t>, std::optional<Way>> Found;
};

/// Null if it cannot tell.
const Throwers::Known *Throwers::Search::find(size_t Function) const {
  const auto At = In.All.find(Function);
  const bool Tells = At != In.All.end() && !In.isAmbiguous(At->second) &&
                     (Libraries || !At->second.Fact.OfLibrary);
  return Tells ? &At->second : nullptr;
}

std::optional<Throwers::Way> Throwers::Search::ofBody(const Known &Function, size_t Calls) {
  if (Function.Fact.Thrown)
    return Way{{}, *Function.Fact.Thrown};
  if (Calls)
    for (const auto &[Called, At] : Function.Fact.Calls)
      if (std::optional<Way> Rest = within(Called, Calls - 1)) {
        Rest->Steps.insert(Rest->Steps.begin(), {Called, At});
        return Rest;
      }
  return std::nullopt;
}

/// The way through the first of them by name.
std::optional<Throwers::Way> Throwers::Search::ofAny(const Targets &Run, size_t Calls) {
  std::optional<Way> First;
  const Known *Chosen = nullptr;
  for (size_t Each : Run.Functions) {
    const Known *Target = Run.Unknown ? nullptr : find(Each);
    std::optional<Way> Other = Target ? within(Each, Calls) : std::nullopt;
    if (!Other)
      return std::nullopt;
    if (Chosen && Chosen->Name <= Target->Name)
      continue;
    Chosen = Target;
    First = std::move(Other);
  }
  if (First)
    First->Steps.insert(First->Steps.begin(), {Chosen->Fact.Self, Chosen->Fact.Body,
                                               /*IsRun=*/true, Run.Functions.size() - 1});
  return First;
}

std::optional<Throwers::Way> Throwers::Search::within(size_t Function, size_t Calls) {
  const auto [At, New] = Found.try_emplace({Function, Calls});
  if (!New)
    return At->second;
  std::optional<Way> Way;
  if (const auto Run = In.Dispatches.find(Function); Run != In.Dispatches.end())
    Way = ofAny(Run->second, Calls);
  else if (const Known *Known = find(Function))
    Way = ofBody(*Known, Calls);
  return At->second = std::move(Way);
}

std::optional<Throwers::Way> Throwers::throwOf(size_t Function, bool Libraries) const {
  Search All(*this, Libraries);
  for (size_t Calls = 0; Calls <= MostCalls; ++Calls)
    if (std::optional<Way> Found = All.within(Function, Calls))
      return Found;
  return std::nullopt;
}

} // namespace sc_lint
