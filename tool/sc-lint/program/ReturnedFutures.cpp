#include "ReturnedFutures.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace sc_lint {

void ReturnedFutures::add(const ProgramFacts::FutureSource &Fact) {
  Source &Known = Sources[Fact.Self];
  Known.Ready |= Fact.Ready;
  Known.Promise |= Fact.Promise;
  Known.Unknown |= Fact.Unknown;
  Known.From.insert_range(Fact.From);
  if (!Fact.Async)
    return;
  (Fact.Deferred ? Known.Deferred : Fact.Open ? Known.Open : Known.Async) = true;
  const PlaceKey At{Fact.Async->File, Fact.Async->Offset};
  // Of several, the first by name, whatever the order of the units is.
  if (Known.Started.first.empty() || At < Known.Started)
    Known.Started = At;
}

void ReturnedFutures::add(const ProgramFacts::FutureUse &Use) {
  // What one unit keeps is kept.
  const auto [At, New] = Uses[Use.Function].try_emplace({Use.At.File, Use.At.Offset}, Use.Dropped);
  At->second &= Use.Dropped;
}

/// Adds to \p All what \p Function returns, and the functions that it has it from.
void ReturnedFutures::addTo(Source &All, size_t Function, DenseSet<size_t> &Seen) const {
  if (!Seen.insert(Function).second)
    return;
  const auto At = Sources.find(Function);
  if (At == Sources.end()) {
    All.Unknown = true;
    return;
  }
  const Source &Its = At->second;
  All.Ready |= Its.Ready;
  All.Promise |= Its.Promise;
  All.Unknown |= Its.Unknown;
  All.Async |= Its.Async;
  All.Deferred |= Its.Deferred;
  All.Open |= Its.Open;
  if (!Its.Started.first.empty() && (All.Started.first.empty() || Its.Started < All.Started))
    All.Started = Its.Started;
  for (size_t Other : Its.From)
    addTo(All, Other, Seen);
}

ReturnedFutures::Origin ReturnedFutures::originOf(size_t Function) const {
  Source All;
  DenseSet<size_t> Seen;
  addTo(All, Function, Seen);
  const int OfAsync = All.Async + All.Deferred + All.Open;
  if (All.Unknown || All.Ready + All.Promise + (OfAsync > 0) != 1)
    return {};
  if (All.Ready)
    return {Way::Ready, {}};
  if (All.Promise)
    return {Way::Promise, {}};
  const Way By = OfAsync > 1 || All.Open ? Way::OpenAsync
                 : All.Deferred          ? Way::DeferredAsync
                                         : Way::Async;
  return {By, {All.Started.first, All.Started.second}};
}

std::vector<FilePlace> ReturnedFutures::dropsOf(size_t Function) const {
  std::vector<FilePlace> Places;
  const auto At = Uses.find(Function);
  if (At == Uses.end() || !all_of(make_second_range(At->second), [](bool Drops) { return Drops; }))
    return Places;
  for (const auto &[File, Offset] : make_first_range(At->second))
    Places.push_back({File, Offset});
  return Places;
}

} // namespace sc_lint
