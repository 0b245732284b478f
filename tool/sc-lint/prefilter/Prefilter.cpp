#include "Prefilter.h"
#include "../Analysis.h"
#include "../Configuration.h"
#include "IncludeGraph.h"
#include "checks/model/SinkConfig.h"
#include "checks/model/SpelledNames.h"
#include "checks/model/ThreadStarters.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "tool/support/ResourceDir.h"
#include "llvm/Support/Path.h"

using namespace clang::tidy;
using clang::tooling::CompileCommand;
using llvm::StringRef;

namespace sc_lint {

/// What an OpenMP task is begun with.
static constexpr StringRef TaskWords[] = {"task", "_Pragma"};

/// Some words, and who spells them.
struct Spellers {
  WordList Words;
  IncludeGraph Graph{Words, clangResourceDir()};
};

/// The words of what is given, and of the macros that \p Path has the command line define.
static SpelledWords wordsOf(const Closure &Unit, const SearchPath &Path, const WordList &Words) {
  SpelledWords All = Unit.Words;
  for (const std::string &Macro : Path.Macros)
    All |= scanMacro(Macro, Words).Words;
  return All;
}

/// The closure of one unit, as a graph sees it.
using ClosureOf = llvm::function_ref<Closure(IncludeGraph &)>;

/// The names that one configuration looks for, and who spells them.
struct Prefilter::Rules : Spellers {
  structured::SpawnTable Table = structured::SpawnTable::builtin();
  UnitInputs Asked; ///< Of what the configuration names.
  /// Who spells names that lead to threads of C, by these names.
  std::map<std::set<std::string>, Spellers> ByThreadNames;

  void collectWords();
  /// True if something could be found in code that says \p Said.
  bool couldStart(const SpelledWords &Said, const SearchPath &Path) const;
  bool canFindIn(const Closure &Unit, const SearchPath &Path, ClosureOf Again);
  bool mayNameThread(const std::set<std::string> &Names, const SearchPath &Path, ClosureOf Again);
};

/// Asks for each name once, to know them.
void Prefilter::Rules::collectWords() {
  (void)structured::spellsAnything(
      [&](StringRef Name) {
        llvm::SmallVector<StringRef, 4> Parts;
        Name.split(Parts, "::", -1, /*KeepEmpty=*/false);
        for (StringRef Part : Parts)
          Words.add(Part);
        return false;
      },
      Table);
  for (StringRef Word : TaskWords)
    Words.add(Word);
  for (StringRef Type : structured::ThreadTypesOfC)
    Words.addThreadName(Type);
}

/// True if one of \p Names, or what it leads to, may be what a function returns that starts a
/// thread. The other graphs have not looked for these names.
bool Prefilter::Rules::mayNameThread(const std::set<std::string> &Names, const SearchPath &Path,
                                     ClosureOf Again) {
  // Many such names are not worth it that all files are read once more.
  static constexpr size_t MostNames = 10, LongestName = 100, MostSets = 10;
  const bool IsNamedLong =
      llvm::any_of(Names, [](const std::string &Name) { return Name.size() > LongestName; });
  if (Names.size() > MostNames || IsNamedLong ||
      (ByThreadNames.size() == MostSets && !ByThreadNames.count(Names)))
    return true;
  const auto [Known, IsNew] = ByThreadNames.try_emplace(Names);
  Spellers &Of = Known->second;
  if (IsNew)
    for (const std::string &Name : Names)
      Of.Words.addThreadName(Name);
  const Closure Unit = Again(Of.Graph);
  const SpelledWords Spelled = wordsOf(Unit, Path, Of.Words);
  if (llvm::any_of(Names,
                   [&](const std::string &Name) { return Spelled.couldName(Name, Of.Words); }))
    return true;
  std::set<std::string> More = Names;
  More.insert(Unit.ThreadNames.begin(), Unit.ThreadNames.end());
  return More.size() > Names.size() && mayNameThread(More, Path, Again);
}

bool Prefilter::Rules::couldStart(const SpelledWords &Said, const SearchPath &Path) const {
  const auto CouldName = [&](StringRef Name) { return Said.couldName(Name, Words); };
  return structured::spellsAnything(CouldName, Table) ||
         (Path.HasOpenMp && llvm::any_of(TaskWords, CouldName));
}

bool Prefilter::Rules::canFindIn(const Closure &Unit, const SearchPath &Path, ClosureOf Again) {
  return Unit.WaitsForThreads || couldStart(wordsOf(Unit, Path, Words), Path) ||
         (!Unit.ThreadNames.empty() && mayNameThread(Unit.ThreadNames, Path, Again));
}

Prefilter::Prefilter(ClangTidyOptionsProvider &Configuration) : Configuration(Configuration) {}
Prefilter::~Prefilter() = default;

//===-- The configuration ---------------------------------------------------===//

/// The option of "structured-detached-thread.SpawnApis", or of one for all checks.
static StringRef optionOf(StringRef Key) { return Key.substr(Key.rfind('.') + 1); }

/// Adds what an option says to \p Table. False if that is not understood.
static bool addOption(StringRef Option, StringRef Value, StringRef File,
                      llvm::vfs::FileSystem &Files, structured::SpawnTable &Table) {
  if (llvm::is_contained(structured::SpawnTable::lists(), Option))
    return !llvm::errorToBool(Table.add(Option, Value));
  if (Option != structured::SinkConfigOption)
    return true;
  return llvm::all_of(utils::options::parseStringList(Value), [&](StringRef Path) {
    return !llvm::errorToBool(structured::addSinkConfig(Table, Path, File, Files));
  });
}

/// What can be found in \p File; null if that is not known, and the checks have to say why.
Prefilter::Rules *Prefilter::rulesFor(StringRef File) {
  const ClangTidyOptions Effective = Configuration.getOptions(File);
  if (changesFlags(Effective))
    return nullptr;
  std::string Key = llvm::sys::path::parent_path(File).str(); // Where a SinkConfig is found from.
  bool NeedsFolder = false;
  std::string Options;
  for (const auto &Entry : Effective.CheckOptions) {
    NeedsFolder |= optionOf(Entry.getKey()) == structured::SinkConfigOption;
    Options += '\0' + Entry.getKey().str() + '\0' + Entry.getValue().Value;
  }
  Key = (NeedsFolder ? Key : "") + Options;
  const auto [Known, IsNew] = ByConfiguration.try_emplace(Key);
  if (!IsNew)
    return Known->second.get();
  auto Found = std::make_unique<Rules>();
  const auto Files = recording(llvm::vfs::getRealFileSystem(), Found->Asked);
  for (const auto &Entry : Effective.CheckOptions)
    if (!addOption(optionOf(Entry.getKey()), Entry.getValue().Value, File, *Files, Found->Table))
      return nullptr;
  Found->collectWords();
  return (Known->second = std::move(Found)).get();
}

//===-- The verdict ---------------------------------------------------------===//

static void add(const UnitInputs &More, UnitInputs &To) {
  To.Read.insert(More.Read.begin(), More.Read.end());
  To.Absent.insert(More.Absent.begin(), More.Absent.end());
  To.Listed.insert(More.Listed.begin(), More.Listed.end());
}

bool Prefilter::isClean(const CompileCommand &Command, UnitInputs &Asked) {
  Rules *Known = rulesFor(Command.Filename);
  const CompileCommand Plain = plainCommand(Command);
  const SearchPath *Path = Known ? Paths.of(Plain) : nullptr;
  if (!Path || Path->IsUnusual)
    return false;
  add(Known->Asked, Asked);
  add(Path->Asked, Asked);
  Asked.Read.insert(Command.Filename);
  if (!Path->IsCxx)
    return true; // The checks are for C++.
  // What is found with the file alone is found with all that it includes.
  if (Known->couldStart(Known->Graph.wordsOf(Command.Filename), *Path))
    return false;
  const auto WidestOf = [&](IncludeGraph &Graph) {
    return Graph.closureOf(Command.Filename, Command.Directory, *Path, Asked);
  };
  const Closure Widest = WidestOf(Known->Graph);
  if (Widest.NeedsParse)
    return false;
  if (Widest.IsComplete)
    return !Known->canFindIn(Widest, *Path, WidestOf);
  const auto Files = Exact.of(Command.Filename, Command.Directory, Path->FrontEnd);
  if (!Files)
    return false;
  const auto ExactOf = [&](IncludeGraph &Graph) { return Graph.closureOf(*Files, Asked); };
  const Closure Unit = ExactOf(Known->Graph);
  return !Unit.NeedsParse && !Known->canFindIn(Unit, *Path, ExactOf);
}

} // namespace sc_lint
