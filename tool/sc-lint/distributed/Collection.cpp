#include "Collection.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace sc_lint {

static constexpr size_t MostNamed = 8;

static bool isOfOne(const UnitFile &A, const UnitFile &B) {
  return A.Selection == B.Selection && A.SelectedUnits == B.SelectedUnits &&
         A.Share.Count == B.Share.Count && A.IsProgram == B.IsProgram;
}

Error Collection::add(UnitFile File, std::string Path) {
  std::vector<UnitFile::Unit> Units = std::move(File.Units);
  File.Units.clear();
  const SourceStates Seen = std::exchange(File.Sources, {});
  if (PathOfFirst.empty()) {
    PathOfFirst = Path;
    First = File;
  } else if ((isOneSelection() || File.IsProgram || File.Share.Count > 1) &&
             !isOfOne(First, File)) {
    return createStringError("'" + PathOfFirst + "' and '" + Path +
                             "' are of different selections; merge the shares of one");
  }
  if (isOneSelection()) {
    const auto [At, IsNew] = Shares.try_emplace(File.Share.Index, Path);
    if (!IsNew)
      return createStringError("'" + At->second + "' and '" + Path + "' are the same share, " +
                               File.Share.text());
  }
  if (Error Err = addSources(Seen, Path))
    return Err;
  First.SeenHeaders.merge(File.SeenHeaders);
  for (UnitFile::Unit &Each : Units) {
    const auto [At, IsNew] = PathsOf.try_emplace(Each.Id, Path);
    if (!IsNew)
      return createStringError("'" + Each.Report.File + "' is both in '" + At->second +
                               "' and in '" + Path + "'");
    Known.add(Each.Report);
    Reports.try_emplace({Each.Report.File, Each.Id}, std::move(Each.Report));
  }
  return Error::success();
}

Error Collection::addSources(const SourceStates &Seen, const std::string &Path) {
  for (const auto &[Source, State] : Seen) {
    if (State.empty())
      continue;
    const std::string &Before = Sources.try_emplace(Source, State).first->second;
    const std::string &By = SeenBy.try_emplace(Source, Path).first->second;
    if (Before != State)
      return createStringError("'" + Source + "' has changed between '" + By + "' and '" + Path +
                               "'; write them anew, from one state of the sources");
  }
  return Error::success();
}

Error Collection::check() const {
  const bool IsAll = Shares.size() == First.Share.Count || PathsOf.size() == First.SelectedUnits;
  if (!isOneSelection() || !IsAll)
    return Error::success();
  std::vector<std::string> Ids;
  for (const auto &[Id, Path] : PathsOf)
    Ids.push_back(Id);
  if (Ids.size() == First.SelectedUnits && nameOfAll(std::move(Ids)) == First.Selection)
    return Error::success();
  return createStringError("the shares are not of the same units; write them anew, "
                           "from one state of the sources");
}

size_t Collection::missing() const {
  return isOneSelection() ? First.SelectedUnits - std::min(PathsOf.size(), First.SelectedUnits) : 0;
}

std::string Collection::missingShares() const {
  std::vector<std::string> Missing;
  for (unsigned I = 1; I <= First.Share.Count && Missing.size() < MostNamed; ++I)
    if (!Shares.count(I))
      Missing.push_back(Shard{I, First.Share.Count}.text());
  const size_t More = First.Share.Count - Shares.size() - Missing.size();
  return join(Missing, ", ") + (More ? (" and " + Twine(More) + " more").str() : "");
}

std::vector<UnitReport> Collection::takeReports() {
  std::vector<UnitReport> All;
  for (auto &[Name, Report] : Reports)
    All.push_back(std::move(Report));
  Reports.clear();
  if (!All.empty())
    All.front().SeenHeaders = {First.SeenHeaders.begin(), First.SeenHeaders.end()};
  return All;
}

} // namespace sc_lint
