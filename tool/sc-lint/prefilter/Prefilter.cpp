#include "Prefilter.h"
#include "../Analysis.h"
#include "IncludeGraph.h"
#include "checks/model/SinkConfig.h"
#include "checks/model/SpelledNames.h"
#include "clang-tidy/utils/OptionsUtils.h"
#include "tool/support/ResourceDir.h"
#include "llvm/Support/Path.h"

using namespace clang::tidy;
using clang::tooling::CompileCommand;
using llvm::StringRef;

namespace sc_lint {

/// What an OpenMP task is begun with.
static constexpr StringRef TaskWords[] = {"task", "_Pragma"};

/// The names that one configuration looks for, and who spells them.
struct Prefilter::Rules {
  structured::SpawnTable Table = structured::SpawnTable::builtin();
  WordList Words;
  IncludeGraph Graph{Words, clangResourceDir()};
  UnitInputs Asked; ///< Of what the configuration names.

  void collectWords();
  bool canFindIn(const Closure &Unit, const SearchPath &Path) const;
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
}

bool Prefilter::Rules::canFindIn(const Closure &Unit, const SearchPath &Path) const {
  SpelledWords All = Unit.Words;
  for (const std::string &Macro : Path.Macros)
    addMacro(Macro, Words, All);
  const auto CouldName = [&](StringRef Name) { return All.couldName(Name, Words); };
  return Unit.WaitsForThreads || structured::spellsAnything(CouldName, Table) ||
         (Path.HasOpenMp && llvm::any_of(TaskWords, CouldName));
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
  const auto IsGiven = [](const std::optional<ClangTidyOptions::ArgList> &Args) {
    return Args && !Args->empty();
  };
  if (IsGiven(Effective.ExtraArgs) || IsGiven(Effective.ExtraArgsBefore) ||
      IsGiven(Effective.RemovedArgs))
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
  const Closure Widest = Known->Graph.closureOf(Command.Filename, Command.Directory, *Path, Asked);
  if (Widest.NeedsParse)
    return false;
  if (Widest.IsComplete)
    return !Known->canFindIn(Widest, *Path);
  const auto Files = Exact.of(Command.Filename, Command.Directory, Path->FrontEnd);
  if (!Files)
    return false;
  const Closure Unit = Known->Graph.closureOf(*Files, Asked);
  return !Unit.NeedsParse && !Known->canFindIn(Unit, *Path);
}

} // namespace sc_lint
