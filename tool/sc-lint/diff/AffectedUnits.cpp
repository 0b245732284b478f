#include "AffectedUnits.h"
#include "../Analysis.h"
#include "../CompilerFlags.h"
#include "../prefilter/ExactIncludes.h"
#include "../prefilter/IncludeGraph.h"
#include "tool/support/ResourceDir.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

namespace {

using Paths = std::set<std::string>;

/// Tells which of the changed files are part of a unit.
class ChangedParts {
public:
  explicit ChangedParts(const Changes &Changed) : Changed(Changed) {}

  /// The unit may consist of these: all conditions of the preprocessor may hold. Nothing if
  /// only a parse could tell.
  std::optional<Paths> widest(const CompileCommand &Command);
  /// The checks are for C++.
  bool isCxx(const CompileCommand &Command);
  /// It does consist of these, of which \p Widest is known.
  Paths exact(const CompileCommand &Command, const Paths &Widest);

private:
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
  SmallString<256> Found;
  if (IsNew)
    Known->second = sys::fs::real_path(Path, Found) ? Path : Found.str().str();
  return Known->second;
}

template <typename Range> Paths ChangedParts::changedOf(const Range &Files) {
  Paths Parts;
  for (const std::string &File : Files)
    if (const std::string &Path = realOf(File); Changed.isChanged(Path))
      Parts.insert(Path);
  return Parts;
}

std::optional<Paths> ChangedParts::widest(const CompileCommand &Command) {
  const CompileCommand Plain = plainCommand(Command);
  const SearchPath *Path = Searched.of(Plain);
  if (!Path || Path->IsUnusual)
    return std::nullopt;
  UnitInputs Asked;
  Asked.Read.insert(Command.Filename);
  const Closure Unit = Graph.closureOf(Command.Filename, Command.Directory, *Path, Asked);
  if (Unit.NeedsParse)
    return std::nullopt;
  if (Unit.HasOtherIncludes) {
    const auto Files = Exact.of(Command.Filename, Command.Directory, Path->FrontEnd);
    return Files ? std::optional(changedOf(*Files)) : std::nullopt;
  }
  Paths Parts = changedOf(Asked.Read);
  // What has been there, and was found, is looked for in vain.
  for (const std::string &File : Asked.Absent)
    if (Changed.gone().count(realOf(File)))
      Parts.insert(realOf(File));
  return Parts;
}

bool ChangedParts::isCxx(const CompileCommand &Command) {
  const SearchPath *Path = Searched.of(plainCommand(Command));
  return !Path || Path->IsCxx;
}

Paths ChangedParts::exact(const CompileCommand &Command, const Paths &Widest) {
  const SearchPath *Path = Searched.of(plainCommand(Command));
  const auto Files = Exact.of(Command.Filename, Command.Directory, Path->FrontEnd);
  // What does not get through the preprocessor will not compile, and that will be said.
  if (!Files)
    return Widest;
  Paths Parts = changedOf(*Files);
  for (const std::string &File : Widest)
    if (Changed.gone().count(File))
      Parts.insert(File);
  return Parts;
}

namespace {

/// Picks units until each changed file is part of one.
class Picker {
public:
  Picker(const std::vector<CompileCommand> &Commands, const Changes &Changed)
      : Commands(Commands), Parts(Changed) {
    for (const CompileCommand &Command : Commands)
      May.push_back(Parts.widest(Command));
  }

  AffectedUnits pick(const Changes &Changed, bool All);

private:
  bool isAffected(size_t Unit) const { return !May[Unit] || !May[Unit]->empty(); }
  bool hasPart(size_t Unit, const std::string &File);
  bool cover(const std::string &File);

  const std::vector<CompileCommand> &Commands;
  ChangedParts Parts;
  std::vector<std::optional<Paths>> May;
  std::map<size_t, Paths> Does; ///< For those that were asked.
  std::set<size_t> Picked;
};

} // namespace

/// Whether \p Unit, which may have the part \p File, does.
bool Picker::hasPart(size_t Unit, const std::string &File) {
  const auto [Known, IsNew] = Does.try_emplace(Unit);
  if (IsNew)
    Known->second = Parts.exact(Commands[Unit], *May[Unit]);
  return Known->second.count(File);
}

/// Sees to it that a unit of C++ with the part \p File is picked. False if none has it.
bool Picker::cover(const std::string &File) {
  const auto IsOther = [&](size_t Unit) {
    return sys::path::stem(Commands[Unit].Filename) != sys::path::stem(File);
  };
  std::vector<size_t> Order;
  bool IsInC = false;
  for (size_t Unit = 0; Unit < Commands.size(); ++Unit)
    if (May[Unit] && May[Unit]->count(File)) {
      if (Parts.isCxx(Commands[Unit]))
        Order.push_back(Unit);
      else
        IsInC = true;
    }
  // What is picked already may do. Else the unit that implements a header sees it all.
  stable_sort(Order, [&](size_t A, size_t B) {
    return std::pair(!Picked.count(A), IsOther(A)) < std::pair(!Picked.count(B), IsOther(B));
  });
  const auto At = find_if(Order, [&](size_t Unit) { return hasPart(Unit, File); });
  if (At != Order.end())
    Picked.insert(*At);
  return At != Order.end() || IsInC;
}

AffectedUnits Picker::pick(const Changes &Changed, bool All) {
  AffectedUnits Result;
  std::set<std::string> Sources;
  for (size_t Unit = 0; Unit < Commands.size(); ++Unit) {
    SmallString<256> Source;
    if (sys::fs::real_path(Commands[Unit].Filename, Source))
      Source = Commands[Unit].Filename;
    const bool IsChanged = Changed.isChanged(Source);
    if (IsChanged)
      Sources.insert(Source.str().str());
    Result.Affected += isAffected(Unit);
    if (IsChanged || !May[Unit] || (All && isAffected(Unit)))
      Picked.insert(Unit);
  }
  const bool AnyUnknown = any_of(May, [](const auto &Known) { return !Known; });
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
  return Picker(Commands, Changed).pick(Changed, All);
}

} // namespace sc_lint
