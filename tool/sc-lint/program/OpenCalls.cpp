#include "OpenCalls.h"
#include "../Batch.h"
#include "../Configuration.h"
#include "../DisplayPath.h"
#include "../PathNames.h"
#include "../Streams.h"
#include "../Units.h"
#include "Candidates.h"
#include "FactsRecord.h"
#include "Throwers.h"
#include "checks/model/WholeProgram.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>

using clang::tidy::structured::WholeProgram;
using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

namespace {

/// The functions that are asked for, and those that these call, as far as it is known.
class Questions {
public:
  explicit Questions(StringRef Folder) : NameOf(Folder) {}

  /// Adds what \p Facts, of a unit that is compiled in \p Directory, ask and tell.
  void add(const ProgramFacts &Facts, StringRef Directory);

  /// The full names of the unknown ones that a way to a throw can lead over.
  std::set<std::string> unknown() const;

private:
  struct Function {
    std::string Name;
    bool IsKnown = false;
    std::set<std::string> Calls;
  };

  PathNames NameOf;
  std::map<std::string, Function> All; ///< By what names them in any unit.
  std::set<std::string> Asked;
};

} // namespace

void Questions::add(const ProgramFacts &Facts, StringRef Directory) {
  const auto Key = [&](size_t Number) {
    const ProgramFacts::Entity &Of = Facts.Entities[Number];
    std::string Text =
        Of.Name + '\n' + NameOf(Of.Declared.File, Directory) + '\n' + utostr(Of.Declared.Offset);
    All[Text].Name = Of.Name;
    return Text;
  };
  for (size_t Each : Facts.OpenCalls)
    Asked.insert(Key(Each));
  for (const ProgramFacts::Thrower &Each : Facts.Throwers) {
    Function &Known = All[Key(Each.Self)];
    Known.IsKnown = true;
    for (size_t Called : make_first_range(Each.Calls))
      Known.Calls.insert(Key(Called));
  }
}

std::set<std::string> Questions::unknown() const {
  std::set<std::string> Names, Seen = Asked, Now = Asked;
  for (size_t Calls = 0; Calls <= Throwers::MostCalls; ++Calls) {
    std::set<std::string> Next;
    for (const std::string &Each : Now) {
      const Function &Of = All.find(Each)->second;
      if (!Of.IsKnown)
        Names.insert(Of.Name);
      for (const std::string &Called : Of.Calls)
        if (Seen.insert(Called).second)
          Next.insert(Called);
    }
    Now = std::move(Next);
  }
  return Names;
}

/// True if a finding of \p Report hangs on what functions throw. Else it does not matter what the
/// unit asks: the checks that would report it are off, or it is to be silent.
static bool asks(const UnitReport &Report) {
  return any_of(Report.Conditional, [](const clang::tidy::ClangTidyError &Finding) {
    const auto &Notes = Finding.Notes;
    return !Notes.empty() &&
           WholeProgram::isAboutThrows(WholeProgram::split(Notes.front().Message).first);
  });
}

/// Adds to \p Facts what \p More tells of functions that throw. The places of that are absolute.
static void append(ProgramFacts &Facts, ProgramFacts More) {
  const size_t First = Facts.Entities.size();
  append_range(Facts.Entities, More.Entities);
  for (ProgramFacts::Thrower &Each : More.Throwers) {
    Each.Self += First;
    for (size_t &Called : make_first_range(Each.Calls))
      Called += First;
    Facts.Throwers.push_back(std::move(Each));
  }
}

/// Lets the places of \p Report, which it names in its folder, be absolute.
static void settlePlaces(UnitReport &Report) {
  forEachPlace(Report.Facts, [&](FilePlace &Place) {
    SmallString<256> Path(Place.File);
    sys::path::make_absolute(Report.Directory, Path);
    Place.File = Path.str().str();
  });
}

/// Parses those of \p All that may define \p Names. Nothing if the user interrupted it.
static Expected<std::optional<std::vector<UnitReport>>> search(Candidates &All,
                                                               const std::set<std::string> &Names,
                                                               const Options &Given,
                                                               StringRef Folder) {
  std::vector<CompileCommand> Commands;
  std::vector<std::vector<std::string>> NamesOf;
  for (auto &[Number, Each] : All.find(Names)) {
    Commands.push_back(All.command(Number));
    NamesOf.push_back(Each);
  }
  if (Commands.empty())
    return std::vector<UnitReport>();
  auto Found = findThrowersIn(Commands, NamesOf, Given, Folder);
  if (Found && *Found)
    for (UnitReport &Each : **Found) {
      if (Each.LastWords)
        say(fmt::format("sc-lint: not known whether functions of {} throw: it {}\n",
                        displayPath(Each.File, Folder), Each.Failure));
      settlePlaces(Each);
    }
  return Found;
}

/// Notes in \p Asker what the answers depend on.
static void addInputs(const std::vector<UnitReport> &Found, const Options &Given,
                      UnitReport &Asker) {
  std::set<std::string> Configuration;
  for (const UnitReport &Each : Found) {
    append_range(Asker.Inputs, Each.Inputs);
    addConfigurationFiles(Each.File, Given, Configuration);
  }
  append_range(Asker.Inputs, Configuration);
}

/// All units of the compile database.
///
/// Errors: it cannot be read.
static Expected<std::vector<CompileCommand>> program(const Options &Given) {
  Options All = Given;
  All.Paths.clear();
  All.BuildPath = Given.Steps.Program;
  auto Found = collectUnits(All);
  if (!Found)
    return Found.takeError();
  return std::move(Found->Commands);
}

Expected<bool> answerOpenCalls(std::vector<UnitReport> &Reports, const Options &Given,
                               StringRef Folder) {
  const auto Asker = find_if(Reports, asks);
  if (Given.NoWholeProgram || Given.Steps.Program.empty() || Asker == Reports.end())
    return true;
  auto Commands = program(Given);
  if (!Commands)
    return Commands.takeError();
  Candidates All(std::move(*Commands));
  const bool Notes = !Given.Steps.DepFile.empty();
  if (Notes) {
    SmallString<256> Database(Given.Steps.Program);
    (void)sys::fs::make_absolute(Database);
    Asker->Inputs.push_back(Database.str().str());
    append_range(Asker->Inputs, All.paths());
  }
  Questions Open(Folder);
  for (const UnitReport &Report : Reports)
    if (asks(Report))
      Open.add(Report.Facts, Report.Directory);
  std::set<std::string> Tried;
  while (true) {
    std::set<std::string> Names;
    for (const std::string &Each : Open.unknown())
      if (Tried.insert(Each).second)
        Names.insert(Each);
    auto Found = search(All, Names, Given, Folder);
    if (!Found)
      return Found.takeError();
    if (!*Found)
      return false;
    if (Notes)
      addInputs(**Found, Given, *Asker);
    for (UnitReport &Each : **Found) {
      Open.add(Each.Facts, "");
      append(Asker->Facts, std::move(Each.Facts));
    }
    if ((*Found)->empty())
      return true;
  }
}

} // namespace sc_lint
