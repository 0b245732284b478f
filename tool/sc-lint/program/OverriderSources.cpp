#include "OverriderSources.h"
#include "../Configuration.h"
#include "../prefilter/IncludeGraph.h"
#include "checks/model/DispatchNames.h"
#include "tool/support/ResourceDir.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

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
    /// Those that may include it, by the first that is compiled in the same way.
    std::map<size_t, std::vector<size_t>> Units;
    bool IsOfSystem = false;
  };
  std::map<std::string, File> Files; ///< Those that may declare it.
  std::set<size_t> Needed;           ///< Units of which the files do not tell all.
  bool MayBePasted = false;
};

/// Files, and whether one is a system header, by the units that are to tell of them.
using Cover = std::map<size_t, std::pair<std::set<std::string>, bool>>;

} // namespace

/// Of each way to compile one unit that may include a header, and each source.
static Cover cover(const Spellers &Of, ArrayRef<CompileCommand> Commands) {
  Cover Chosen;
  for (size_t Each : Of.Needed)
    Chosen[Each];
  const auto Tell = [&](size_t Unit, const std::string &Path, const Spellers::File &File) {
    auto &[Files, HasSystem] = Chosen[Unit];
    Files.insert(Path);
    HasSystem |= File.IsOfSystem;
  };
  for (const auto &[Path, File] : Of.Files)
    for (const auto &[First, Units] : File.Units)
      for (size_t Each : Units)
        if (Commands[Each].Filename == Path)
          Tell(Each, Path, File);
  for (const auto &[Path, File] : Of.Files)
    for (const auto &[First, Units] : File.Units) {
      const auto Known = find_if(Units, [&](size_t Each) { return Chosen.count(Each); });
      Tell(Known == Units.end() ? Units.front() : *Known, Path, File);
    }
  return Chosen;
}

/// Looks for some names in all units.
struct OverriderSources::Search {
  OverriderSources &In;
  UnitInputs &Asked;
  WordList Words = {};
  std::map<std::string, Spellers> ByName = {}; ///< By last names.
  /// What is installed does not know the program's classes.
  IncludeGraph Graph{Words, clangResourceDir(), IncludeGraph::Reach::Installed};
  std::map<const SearchPath *, size_t> Ways = {}; ///< With the first unit of each.

  void lookAt(size_t Number);
  void note(size_t Number, const Closure &Unit, const SearchPath &Path);
};

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

/// True if \p File is a system header for who compiles by \p Path.
static bool isOfSystem(StringRef File, const SearchPath &Path) {
  return any_of(ArrayRef(Path.Folders).drop_front(Path.FirstSystem), [&](StringRef Folder) {
    return File.starts_with(Folder) && File.drop_front(Folder.size()).starts_with("/");
  });
}

void OverriderSources::Search::note(size_t Number, const Closure &Unit, const SearchPath &Path) {
  const size_t First = Ways.try_emplace(&Path, Number).first->second;
  SpelledWords Defined(Words), Said = Unit.Words;
  for (const std::string &Macro : Path.Macros)
    Defined |= scanMacro(Macro, Words).Words;
  Said |= Defined;
  for (auto &[Name, Of] : ByName) {
    const unsigned Word = Words.find(Name);
    bool IsDeclared = false;
    for (const auto &[File, Scan] : Unit.Files)
      if (Scan->Words.Bare.test(Word)) {
        IsDeclared = true;
        Spellers::File &Known = Of.Files[File.str()];
        Known.Units[First].push_back(Number);
        Known.IsOfSystem |= isOfSystem(File, Path);
      }
    // What else is not there is mostly of other systems.
    if (Unit.NeedsParse || Unit.HasOtherIncludes || Defined.Any.test(Word) ||
        (IsDeclared && Unit.MissesPlain))
      Of.Needed.insert(Number);
    Of.MayBePasted |= Said.couldBePasted(Name, Words);
  }
}

/// True if a file that may declare the name throws something.
static bool mayThrow(const Spellers &Of) {
  return any_of(make_first_range(Of.Files), [](const std::string &Path) {
    const auto Text = MemoryBuffer::getFile(Path);
    return Text && (*Text)->getBuffer().contains("throw");
  });
}

std::map<size_t, Question> OverriderSources::find(const std::set<std::string> &Names,
                                                  UnitInputs &Asked) {
  std::map<size_t, Question> Found;
  Search All{*this, Asked};
  for (const std::string &Each : Names) {
    All.ByName[lastNameOf(Each).str()];
    All.Words.add(lastNameOf(Each));
  }
  for (size_t I = 0; I < Commands.size(); ++I)
    All.lookAt(I);
  std::map<std::string, Cover> Covers;
  for (const auto &[Name, Of] : All.ByName)
    if (!Of.MayBePasted && mayThrow(Of))
      Covers[Name] = cover(Of, Commands);
  for (const std::string &Each : Names) {
    const Cover &Chosen = Covers[lastNameOf(Each).str()];
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
