#include "ReturnedFutures.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace sc_lint {

void ReturnedFutures::Source::add(const Source &Other) {
  Ready |= Other.Ready;
  Promise |= Other.Promise;
  Unknown |= Other.Unknown;
  Async |= Other.Async;
  Deferred |= Other.Deferred;
  Open |= Other.Open;
  From.insert_range(Other.From);
  // Of several, the first by name, whatever the order of the units is.
  if (!Other.Started.first.empty() && (Started.first.empty() || Other.Started < Started))
    Started = Other.Started;
}

void ReturnedFutures::add(const ProgramFacts::FutureSource &Fact) {
  Source New;
  New.Ready = Fact.Ready;
  New.Promise = Fact.Promise;
  New.Unknown = Fact.Unknown;
  New.From.insert_range(Fact.From);
  if (Fact.Async) {
    (Fact.Deferred ? New.Deferred : Fact.Open ? New.Open : New.Async) = true;
    New.Started = {Fact.Async->File, Fact.Async->Offset};
  }
  Sources[Fact.Self].add(New);
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
  All.add(Its);
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
