#include "OpenCalls.h"
#include "../Batch.h"
#include "../Configuration.h"
#include "../DisplayPath.h"
#include "../PathNames.h"
#include "../Streams.h"
#include "../Units.h"
#include "Candidates.h"
#include "FactsRecord.h"
#include "OverriderSources.h"
#include "Throwers.h"
#include "checks/model/DispatchNames.h"
#include "checks/model/Overriders.h"
#include "checks/model/WholeProgram.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fmt/format.h>

namespace structured = clang::tidy::structured;
using clang::tooling::CompileCommand;
using structured::isDispatch;
using structured::WholeProgram;
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
    std::set<std::pair<std::string, unsigned>> Throws; ///< Where its bodies are that do.
    bool MayNot = false; ///< A body does not, or may be another's than is meant.
    std::set<std::string> Calls;
    std::set<std::string> Runs; ///< If it is a virtual call.
    bool RunsUnknown = false;
  };

  void addUnknown(const std::string &From, std::set<std::string> &Names) const;

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
    Known.MayNot |= !Each.Thrown || Each.OfLibrary || Each.Alone;
    if (Each.Thrown)
      Known.Throws.insert({NameOf(Each.Body.File, Directory), Each.Body.Offset});
    for (size_t Called : make_first_range(Each.Calls))
      Known.Calls.insert(Key(Called));
  }
  for (const ProgramFacts::Dispatch &Each : Facts.Dispatches) {
    Function &Known = All[Key(Each.Self)];
    Known.IsKnown = true;
    Known.RunsUnknown |= Each.Unknown;
    for (size_t Target : Each.Targets)
      Known.Runs.insert(Key(Target));
  }
}

/// Adds those that a way from \p From can lead over which is no longer than one that is known.
void Questions::addUnknown(const std::string &From, std::set<std::string> &Names) const {
  std::set<std::string> Seen{From}, Now{From};
  for (size_t Calls = 0; Calls <= Throwers::MostCalls; ++Calls) {
    std::set<std::string> Next;
    bool Throws = false;
    // What a virtual call runs comes without a call more.
    for (std::vector<std::string> Left(Now.begin(), Now.end()); !Left.empty();) {
      const std::string Each = std::move(Left.back());
      const Function &Of = All.find(Each)->second;
      Left.pop_back();
      Throws |= Now.count(Each) && !Of.MayNot && Of.Throws.size() == 1;
      if (!Of.IsKnown)
        Names.insert(Of.Name);
      for (const std::string &Run : Of.Runs)
        if (!Of.RunsUnknown && Seen.insert(Run).second)
          Left.push_back(Run);
      for (const std::string &Called : Of.Calls)
        if (Seen.insert(Called).second)
          Next.insert(Called);
    }
    if (Throws)
      return;
    Now = std::move(Next);
  }
}

std::set<std::string> Questions::unknown() const {
  std::set<std::string> Names;
  for (const std::string &Each : Asked)
    addUnknown(Each, Names);
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

/// Adds to \p Facts what \p More tells of functions that throw, or that virtual calls run. The
/// places of that are absolute.
static void append(ProgramFacts &Facts, ProgramFacts More) {
  const size_t First = Facts.Entities.size();
  append_range(Facts.Entities, More.Entities);
  for (ProgramFacts::Thrower &Each : More.Throwers) {
    Each.Self += First;
    for (size_t &Called : make_first_range(Each.Calls))
      Called += First;
    Facts.Throwers.push_back(std::move(Each));
  }
  for (ProgramFacts::Dispatch &Each : More.Dispatches) {
    Each.Self += First;
    for (size_t &Target : Each.Targets)
      Target += First;
    Facts.Dispatches.push_back(std::move(Each));
  }
}

/// Lets the places of \p Report, which it names in its folder, be absolute.
static void settlePlaces(UnitReport &Report) {
  forEachPlace(Report.Facts, [&](FilePlace &Place) {
    if (Place.File.empty())
      return;
    SmallString<256> Path(Place.File);
    sys::path::make_absolute(Report.Directory, Path);
    Place.File = Path.str().str();
  });
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

//===-- Looking for answers ------------------------------------------------------===//

namespace {

/// Lets units be parsed for the sake of the first that asks, which gets the answers.
class Answering {
public:
  Answering(Candidates &All, OverriderSources &Overriding, const Options &Given, StringRef Folder,
            UnitReport &Asker)
      : All(All), Overriding(Overriding), Given(Given), Folder(Folder), Asker(Asker), Open(Folder) {
  }

  void add(const UnitReport &Report) { Open.add(Report.Facts, Report.Directory); }

  /// Looks for what is not known yet. False if the user interrupted it.
  ///
  /// Errors: no worker can be started.
  Expected<bool> run();

private:
  using Wanted = std::map<size_t, Question>; ///< By numbers of commands.

  Wanted next();
  void take(std::vector<UnitReport> Found, const std::vector<Question> &Asked);
  bool notes() const { return !Given.Steps.DepFile.empty(); }

  Candidates &All;
  OverriderSources &Overriding;
  const Options &Given;
  const StringRef Folder;
  UnitReport &Asker;
  Questions Open;
  std::set<std::string> Tried;
};

} // namespace

/// Which functions virtual calls run is asked first: then these are asked for too.
Answering::Wanted Answering::next() {
  std::set<std::string> Virtual, Names;
  for (const std::string &Each : Open.unknown())
    if (Tried.insert(Each).second)
      (isDispatch(Each) ? Virtual : Names).insert(Each);
  Wanted Units;
  if (!Virtual.empty()) {
    UnitInputs Inputs;
    Units = Overriding.find(Virtual, Inputs);
    for (const CompileCommand &Each : All.commands())
      if (notes())
        addConfigurationFiles(Each.Filename, Given, Inputs.Read);
    append_range(Asker.Inputs, Inputs.Read);
  }
  if (!Units.empty())
    for (const std::string &Each : Names)
      Tried.erase(Each); // Once these are known.
  else
    for (const auto &[Number, Asked] : All.find(Names))
      for (const std::string &Each : Asked)
        Units[Number].Names[Each];
  return Units;
}

/// Adds what the units have answered.
void Answering::take(std::vector<UnitReport> Found, const std::vector<Question> &Asked) {
  for (size_t I = 0; I < Found.size(); ++I) {
    UnitReport &Each = Found[I];
    if (Each.LastWords)
      say(fmt::format("sc-lint: not known whether functions of {} throw: it {}\n",
                      displayPath(Each.File, Folder), Each.Failure));
    if (!Each.Failure.empty() && Asked[I].What == Question::Kind::Overriders)
      Each.Facts = structured::Overriders(Asked[I].Names).unknown();
    settlePlaces(Each);
    Open.add(Each.Facts, "");
    append(Asker.Facts, std::move(Each.Facts));
    append_range(Asker.Inputs, Each.Inputs); // If these are to be noted.
  }
}

Expected<bool> Answering::run() {
  for (Wanted Units = next(); !Units.empty(); Units = next()) {
    std::vector<CompileCommand> Commands;
    std::vector<Question> Asked;
    for (auto &[Number, Each] : Units) {
      Commands.push_back(All.commands()[Number]);
      Asked.push_back(std::move(Each));
    }
    auto Found = answerAll(Commands, Asked, Given, Folder);
    if (!Found)
      return Found.takeError();
    if (!*Found)
      return false;
    take(std::move(**Found), Asked);
  }
  return true;
}

Expected<bool> answerOpenCalls(std::vector<UnitReport> &Reports, const Options &Given,
                               StringRef Folder) {
  const auto Asker = find_if(Reports, asks);
  if (Given.NoWholeProgram || Given.Steps.Program.empty() || Asker == Reports.end())
    return true;
  auto Commands = program(Given);
  if (!Commands)
    return Commands.takeError();
  auto Configuration = makeProvider(Given);
  if (!Configuration)
    return Configuration.takeError();
  Candidates All(std::move(*Commands));
  OverriderSources Overriding(All.commands(), **Configuration);
  if (!Given.Steps.DepFile.empty()) {
    SmallString<256> Database(Given.Steps.Program);
    (void)sys::fs::make_absolute(Database);
    Asker->Inputs.push_back(Database.str().str());
    append_range(Asker->Inputs, All.paths());
  }
  Answering Answers(All, Overriding, Given, Folder, *Asker);
  for (const UnitReport &Report : Reports)
    if (asks(Report))
      Answers.add(Report);
  return Answers.run();
}

} // namespace sc_lint
