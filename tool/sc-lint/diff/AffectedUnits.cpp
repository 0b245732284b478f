#include "AffectedUnits.h"
#include "../Analysis.h"
#include "../CompilerFlags.h"
#include "../DisplayPath.h"
#include "../prefilter/ExactIncludes.h"
#include "../prefilter/IncludeGraph.h"
#include "tool/support/ResourceDir.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

namespace {

using Paths = std::set<std::string>;

/// A unit, and which of the changed files are part of it.
struct Unit {
  const CompileCommand *Command = nullptr;
  const SearchPath *Path = nullptr; ///< Null if the compiler cannot make sense of the command.
  /// It may consist of these: all conditions of the preprocessor may hold. Nothing if only a
  /// parse could tell.
  std::optional<Paths> May;
  std::optional<Paths> Does; ///< It does consist of these, once that was asked.

  bool isCxx() const { return !Path || Path->IsCxx; } ///< The checks are for C++.
  bool isAffected() const { return !May || !May->empty(); }
  bool mayHave(const std::string &File) const { return May && May->count(File); }
};

/// Finds the changed files in units.
class ChangedParts {
public:
  explicit ChangedParts(const Changes &Changed) : Changed(Changed) {}

  Unit unitOf(const CompileCommand &Command);
  /// Whether \p Of, which may have the part \p File, does.
  bool has(Unit &Of, const std::string &File);
  bool isSourceChanged(const Unit &Of) { return Changed.isChanged(sourceOf(Of)); }
  const std::string &sourceOf(const Unit &Of) { return realOf(Of.Command->Filename); }

private:
  std::optional<Paths> widest(const Unit &Of);
  Paths exact(const Unit &Of);
  template <typename Range> Paths changedOf(const Range &Files);
  const std::string &realOf(const std::string &Path);

  const Changes &Changed;
  const WordList NoWords;
  IncludeGraph Graph{NoWords, clangResourceDir()};
  SearchPaths Searched;
  ExactIncludes Exact;
  StringMap<std::string> Real;
};

} // namespace

const std::string &ChangedParts::realOf(const std::string &Path) {
  const auto [Known, IsNew] = Real.try_emplace(Path);
  if (IsNew)
    Known->second = realPath(Path);
  return Known->second;
}

template <typename Range> Paths ChangedParts::changedOf(const Range &Files) {
  Paths Parts;
  for (const std::string &File : Files)
    if (const std::string &Path = realOf(File); Changed.isChanged(Path))
      Parts.insert(Path);
  return Parts;
}

Unit ChangedParts::unitOf(const CompileCommand &Command) {
  Unit Of{&Command, Searched.of(plainCommand(Command)), {}, {}};
  Of.May = widest(Of);
  return Of;
}

std::optional<Paths> ChangedParts::widest(const Unit &Of) {
  if (!Of.Path || Of.Path->IsUnusual)
    return std::nullopt;
  const CompileCommand &Command = *Of.Command;
  UnitInputs Asked;
  Asked.Read.insert(Command.Filename);
  const Closure All = Graph.closureOf(Command.Filename, Command.Directory, *Of.Path, Asked);
  if (All.NeedsParse)
    return std::nullopt;
  if (All.HasOtherIncludes) {
    const auto Files = Exact.of(Command.Filename, Command.Directory, Of.Path->FrontEnd);
    return Files ? std::optional(changedOf(*Files)) : std::nullopt;
  }
  Paths Parts = changedOf(Asked.Read);
  // What has been there, and was found, is looked for in vain.
  for (const std::string &File : Asked.Absent)
    if (const std::string &Path = realOf(File); Changed.gone().count(Path))
      Parts.insert(Path);
  return Parts;
}

Paths ChangedParts::exact(const Unit &Of) {
  const auto Files = Exact.of(Of.Command->Filename, Of.Command->Directory, Of.Path->FrontEnd);
  // What does not get through the preprocessor will not compile, and that will be said.
  if (!Files)
    return *Of.May;
  Paths Parts = changedOf(*Files);
  for (const std::string &File : *Of.May)
    if (Changed.gone().count(File))
      Parts.insert(File);
  return Parts;
}

bool ChangedParts::has(Unit &Of, const std::string &File) {
  if (!Of.Does)
    Of.Does = exact(Of);
  return Of.Does->count(File);
}

namespace {

/// Picks units until each changed file is part of one.
class Picker {
public:
  Picker(const std::vector<CompileCommand> &Commands, const Changes &Changed)
      : Changed(Changed), Parts(Changed) {
    for (const CompileCommand &Command : Commands)
      Units.push_back(Parts.unitOf(Command));
  }

  AffectedUnits pick(bool All);

private:
  bool cover(const std::string &File);

  const Changes &Changed;
  ChangedParts Parts;
  std::vector<Unit> Units;
  std::set<size_t> Picked;
};

} // namespace

/// Sees to it that a unit of C++ with the part \p File is picked. False if none has it.
bool Picker::cover(const std::string &File) {
  const auto IsOther = [&](size_t I) {
    return sys::path::stem(Units[I].Command->Filename) != sys::path::stem(File);
  };
  std::vector<size_t> Order;
  bool IsInC = false;
  for (size_t I = 0; I < Units.size(); ++I)
    if (Units[I].mayHave(File)) {
      if (Units[I].isCxx())
        Order.push_back(I);
      else
        IsInC = true;
    }
  // What is picked already may do. Else the unit that implements a header sees it all.
  stable_sort(Order, [&](size_t A, size_t B) {
    return std::pair(!Picked.count(A), IsOther(A)) < std::pair(!Picked.count(B), IsOther(B));
  });
  const auto At = find_if(Order, [&](size_t I) { return Parts.has(Units[I], File); });
  if (At != Order.end())
    Picked.insert(*At);
  return At != Order.end() || IsInC;
}

AffectedUnits Picker::pick(bool All) {
  AffectedUnits Result;
  std::set<std::string> Sources;
  for (size_t I = 0; I < Units.size(); ++I) {
    const bool IsChanged = Parts.isSourceChanged(Units[I]);
    if (IsChanged)
      Sources.insert(Parts.sourceOf(Units[I]));
    Result.Affected += Units[I].isAffected();
    if (IsChanged || !Units[I].May || (All && Units[I].isAffected()))
      Picked.insert(I);
  }
  const bool AnyUnknown = any_of(Units, [](const Unit &Each) { return !Each.May; });
  for (const auto &[File, What] : Changed.files())
    if (!Sources.count(File) && !cover(File) && !AnyUnknown &&
        (isCxxSource(File) || isHeader(File)))
      Result.Unseen.push_back(File);
  for (const std::string &File : Changed.gone())
    (void)cover(File);
  Result.Picked = {Picked.begin(), Picked.end()};
  return Result;
}

AffectedUnits affectedUnits(const std::vector<CompileCommand> &Commands, const Changes &Changed,
                            bool All) {
  return Picker(Commands, Changed).pick(All);
}

} // namespace sc_lint
