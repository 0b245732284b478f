#include "OverriderSources.h"
#include "../prefilter/IncludeGraph.h"
#include "Candidates.h"
#include "checks/model/DispatchNames.h"
#include "tool/support/ResourceDir.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using clang::tidy::ClangTidyOptions;
using clang::tooling::CompileCommand;
using namespace clang::tidy::structured;
using namespace llvm;

namespace sc_lint {

/// So many sources are parsed for one name: a common name is everywhere.
static constexpr size_t MostSources = 32;

namespace {

/// Who has to do with one name.
struct Spellers {
  struct File {
    std::vector<size_t> Units; ///< Those that may include it.
    bool IsOfSystem = false;
  };
  std::map<std::string, File> Files; ///< Those that may declare it.
  std::set<size_t> Needed;           ///< Units of which the files do not tell all.
  bool MayBePasted = false;
};

/// Files, and whether one is a system header, by the units that are to tell of them.
using Cover = std::map<size_t, std::pair<std::set<std::string>, bool>>;

} // namespace

static Cover cover(const Spellers &Of, ArrayRef<CompileCommand> Commands) {
  Cover Chosen;
  for (size_t Each : Of.Needed)
    Chosen[Each];
  for (const auto &[Path, File] : Of.Files)
    for (size_t Each : File.Units)
      if (Commands[Each].Filename == Path)
        Chosen[Each].first.insert(Path);
  for (const auto &[Path, File] : Of.Files) {
    if (any_of(File.Units, [&](size_t Each) { return Commands[Each].Filename == Path; }))
      continue;
    const auto Known = find_if(File.Units, [&](size_t Each) { return Chosen.count(Each); });
    auto &[Files, HasSystem] = Chosen[Known == File.Units.end() ? File.Units.front() : *Known];
    Files.insert(Path);
    HasSystem |= File.IsOfSystem;
  }
  return Chosen;
}

/// Looks for some names in all units.
struct OverriderSources::Search {
  OverriderSources &In;
  UnitInputs &Asked;
  WordList Words = {};
  std::map<std::string, Spellers> ByName = {}; ///< By last names.
  IncludeGraph Graph{Words, clangResourceDir()};

  void lookAt(size_t Number);
  void note(size_t Number, const Closure &Unit, const SearchPath &Path);
};

/// True if the configuration changes how a unit is compiled.
static bool changesFlags(const ClangTidyOptions &Configured) {
  const auto IsGiven = [](const std::optional<ClangTidyOptions::ArgList> &Args) {
    return Args && !Args->empty();
  };
  return IsGiven(Configured.ExtraArgs) || IsGiven(Configured.ExtraArgsBefore) ||
         IsGiven(Configured.RemovedArgs);
}

void OverriderSources::Search::lookAt(size_t Number) {
  const CompileCommand &Command = In.Commands[Number];
  const SearchPath *Path = In.Paths.of(plainCommand(Command));
  if ((Path && !Path->IsCxx) || !sys::fs::exists(Command.Filename))
    return;
  if (!Path || Path->IsUnusual || changesFlags(In.Configuration.getOptions(Command.Filename))) {
    for (auto &[Name, Of] : ByName)
      Of.Needed.insert(Number);
    return;
  }
  note(Number, Graph.closureOf(Command.Filename, Command.Directory, *Path, Asked), *Path);
}

static bool isOfSystem(StringRef File, const SearchPath &Path) {
  return any_of(ArrayRef(Path.Folders).drop_front(Path.FirstSystem), [&](StringRef Folder) {
    return File.starts_with(Folder) && File.drop_front(Folder.size()).starts_with("/");
  });
}

void OverriderSources::Search::note(size_t Number, const Closure &Unit, const SearchPath &Path) {
  bool IsOpen = Unit.NeedsParse;
  SpelledWords Said(Words); // By the project: macros of others may paste its words.
  for (const auto &[File, Scan] : Unit.Files)
    if (!isOfSystem(File, Path)) {
      IsOpen |= Scan->HasOtherIncludes;
      Said |= Scan->Words;
    }
  Said.Pastes = Unit.Words.Pastes;
  SpelledWords Defined(Words);
  for (const std::string &Macro : Path.Macros)
    Defined |= scanMacro(Macro, Words).Words;
  Said.Pastes.insert(Defined.Pastes.begin(), Defined.Pastes.end());
  for (auto &[Name, Of] : ByName) {
    const unsigned Word = Words.find(Name);
    bool IsDeclared = false;
    for (const auto &[File, Scan] : Unit.Files)
      if (Scan->Words.Bare.test(Word)) {
        IsDeclared = true;
        Spellers::File &Known = Of.Files[File.str()];
        Known.Units.push_back(Number);
        Known.IsOfSystem |= isOfSystem(File, Path);
      }
    // Other headers that are not there are mostly those of other systems, which are left out.
    if (IsOpen || Defined.Any.test(Word) || (IsDeclared && Unit.MissesQuoted))
      Of.Needed.insert(Number);
    Of.MayBePasted |= Said.couldBePasted(Name, Words);
  }
}

std::map<size_t, Question> OverriderSources::find(const std::set<std::string> &Names,
                                                  UnitInputs &Asked) {
  std::map<size_t, Question> Found;
  std::set<std::string> LastNames;
  for (const std::string &Each : Names)
    LastNames.insert(lastNameOf(Each).str());
  Search All{*this, Asked};
  for (const std::string &Each : spelledWithThrow(Commands, LastNames)) {
    All.ByName[Each];
    All.Words.add(Each);
  }
  for (size_t I = 0; I < Commands.size() && !All.ByName.empty(); ++I)
    All.lookAt(I);
  for (const std::string &Each : Names) {
    const auto Of = All.ByName.find(lastNameOf(Each).str());
    if (Of == All.ByName.end() || Of->second.MayBePasted)
      continue;
    const Cover Chosen = cover(Of->second, Commands);
    if (Chosen.size() > MostSources)
      continue;
    for (const auto &[Number, Told] : Chosen) {
      Question &To = Found[Number];
      To.What = Question::Kind::Overriders;
      To.Names[Each] = Told.first;
      To.AllBodies |= Told.second;
    }
  }
  return Found;
}

} // namespace sc_lint
