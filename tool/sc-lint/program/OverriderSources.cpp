#include "OverriderSources.h"
#include "../Analysis.h"
#include "../prefilter/IncludeGraph.h"
#include "Candidates.h"
#include "checks/model/DispatchNames.h"
#include "tool/support/ResourceDir.h"
#include "llvm/Support/FileSystem.h"

using clang::tooling::CompileCommand;
using namespace clang::tidy::structured;
using namespace llvm;

namespace sc_lint {

/// So many sources are parsed for one name: a common name is everywhere.
static constexpr size_t MostSources = 32;

namespace {

/// The units that have to do with one name.
struct Spellers {
  std::map<std::string, std::vector<size_t>> ByFile; ///< Of files that may declare it.
  std::set<size_t> Needed;                           ///< Units of which the files do not tell all.
  bool MayBePasted = false;
};

} // namespace

/// The units that are to be parsed: of each file one, if it is a source, all that compile it.
static std::set<size_t> cover(const Spellers &Of, ArrayRef<CompileCommand> Commands) {
  std::set<size_t> Chosen = Of.Needed;
  for (const auto &[File, Units] : Of.ByFile)
    for (size_t Each : Units)
      if (Commands[Each].Filename == File)
        Chosen.insert(Each);
  for (const auto &[File, Units] : Of.ByFile)
    if (none_of(Units, [&](size_t Each) { return Chosen.count(Each); }))
      Chosen.insert(Units.front());
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

/// True if the configuration changes how \p Command is compiled.
static bool changesFlags(const clang::tidy::ClangTidyOptions &Configured) {
  const auto IsGiven = [](const std::optional<clang::tidy::ClangTidyOptions::ArgList> &Args) {
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
  // What is not found is not there: the unit leaves it out, or does not compile.
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
  for (auto &[Name, Of] : ByName) {
    const unsigned Word = Words.find(Name);
    const bool IsDefined = any_of(Path.Macros, [&](const std::string &Macro) {
      return scanMacro(Macro, Words).Words.Any.test(Word);
    });
    if (IsOpen || IsDefined)
      Of.Needed.insert(Number);
    Of.MayBePasted |= Said.couldBePasted(Name, Words);
    for (const auto &[File, Scan] : Unit.Files)
      if (Scan->Words.Bare.test(Word))
        Of.ByFile[File.str()].push_back(Number);
  }
}

std::map<size_t, std::set<std::string>> OverriderSources::find(const std::set<std::string> &Names,
                                                               UnitInputs &Asked) {
  std::map<size_t, std::set<std::string>> Found;
  std::set<std::string> LastNames;
  for (const std::string &Each : Names)
    LastNames.insert(lastNameOf(Each).str());
  Search All{*this, Asked};
  for (const std::string &Each : spelledWithThrow(Commands, LastNames)) {
    All.ByName[Each];
    All.Words.add(Each);
  }
  if (All.ByName.empty())
    return Found;
  for (size_t I = 0; I < Commands.size(); ++I)
    All.lookAt(I);
  for (const std::string &Each : Names) {
    const auto Of = All.ByName.find(lastNameOf(Each).str());
    if (Of == All.ByName.end() || Of->second.MayBePasted)
      continue;
    const std::set<size_t> Chosen = cover(Of->second, Commands);
    if (Chosen.size() <= MostSources)
      for (size_t I : Chosen)
        Found[I].insert(Each);
  }
  return Found;
}

} // namespace sc_lint
