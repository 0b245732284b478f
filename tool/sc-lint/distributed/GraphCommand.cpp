#include "GraphCommand.h"
#include "../Configuration.h"
#include "../Lint.h"
#include "../Relocation.h"
#include "../ReplaceFile.h"
#include "../SingleCommand.h"
#include "../cache/ResultKey.h"
#include "NinjaGraph.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>

using clang::tooling::CompileCommand;
using namespace llvm;

namespace sc_lint {

//===-- The options of the steps ----------------------------------------------===//

static void add(StringRef Option, const std::optional<std::string> &Value,
                std::vector<std::string> &To) {
  if (Value)
    To.push_back(("--" + Option + "=" + *Value).str());
}

static void add(StringRef Option, bool Flag, std::vector<std::string> &To) {
  if (Flag)
    To.push_back(("--" + Option).str());
}

/// The options by which units are analysed.
static std::vector<std::string> analysisOptions(const Options &Given) {
  std::vector<std::string> Args{"--root=" + Given.Fixes.Root};
  add("config", Given.ConfigFile ? std::nullopt : Given.Config, Args);
  add("config-file", Given.ConfigFile, Args);
  add("checks", Given.Checks, Args);
  add("header-filter", Given.HeaderFilter, Args);
  add("exclude-header-filter", Given.ExcludeHeaderFilter, Args);
  add("warnings-as-errors", Given.WarningsAsErrors, Args);
  for (const std::string &Each : Given.Enabled)
    add("enable", Each, Args);
  for (const std::string &Each : Given.ExtraArgs)
    add("extra-arg", Each, Args);
  for (const std::string &Each : Given.ExtraArgsBefore)
    add("extra-arg-before", Each, Args);
  add("pedantic", Given.Pedantic, Args);
  add("no-prefilter", Given.NoPrefilter, Args);
  add("all-bodies", Given.AllBodies, Args);
  add("no-cache", Given.CacheFolder.empty(), Args);
  Args.push_back("--timeout=" + std::to_string(Given.TimeoutSeconds));
  return Args;
}

/// The options by which results are reported.
static std::vector<std::string> reportOptions(const Options &Given) {
  std::vector<std::string> Args{"--root=" + Given.Fixes.Root};
  if (!Given.StartersFile.empty())
    add("write-starters", Given.StartersFile, Args);
  if (!Given.ParsedFile.empty())
    add("write-parsed", Given.ParsedFile, Args);
  if (!Given.Fixes.ExportFile.empty())
    add("export-fixes", Given.Fixes.ExportFile, Args);
  if (Given.Color != When::Auto)
    Args.push_back(Given.Color == When::Always ? "--color=always" : "--color=never");
  add("no-whole-program", Given.NoWholeProgram, Args);
  add("quiet", Given.Quiet, Args);
  add("exit-zero", Given.ExitZero, Args);
  add("allow-incomplete", Given.AllowIncomplete, Args);
  return Args;
}

static Error setOptions(const Options &Given, StringRef Database, NinjaGraph &Graph) {
  Graph.UnitArgs = analysisOptions(Given);
  Graph.MergeArgs = reportOptions(Given);
  Graph.GraphArgs = Graph.UnitArgs;
  Graph.GraphArgs.insert(Graph.GraphArgs.end(), Graph.MergeArgs.begin() + 1, Graph.MergeArgs.end());
  for (const std::string &Arg : Graph.GraphArgs)
    if (StringRef(Arg).contains('\n'))
      return createStringError("Ninja takes no option of several lines: '" + Arg +
                               "'; see --config-file");
  Graph.GraphArgs.insert(Graph.GraphArgs.end(),
                         {"--ninja", "-o", Graph.Place + "/" + Graph.Name, "-p", Database.str()});
  Graph.GraphArgs.insert(Graph.GraphArgs.end(), Given.Paths.begin(), Given.Paths.end());
  Graph.UnitArgs.insert(Graph.UnitArgs.end(), {"--quiet", "-j1", "--program=" + Graph.Database});
  add("whole", Given.Paths.empty() && !Given.IsPart, Graph.MergeArgs);
  return Error::success();
}

//===-- The sources ------------------------------------------------------------===//

/// The name of a source's files: with what names it in any checkout.
static std::string nameOf(StringRef File, const Relocation &Places) {
  std::string Name = sys::path::filename(File).str();
  for (char &C : Name)
    if (!isAlnum(C) && C != '.' && C != '_')
      C = '_';
  return Name + "-" + digest(Places.nameOf(File)).substr(0, 16);
}

/// A compile database of its own, so that a step reads no more, and runs again only when its own
/// command changes. Not written if it is so already.
static Error writeDatabase(const std::string &Path, ArrayRef<CompileCommand> Entries) {
  const std::string Text = asDatabase(Entries);
  return holds(Path, Text) ? Error::success() : replaceFileSoon(Path, Text);
}

/// Adds the sources of \p Commands to \p Graph, and writes the database of each.
static Error addSources(const std::vector<CompileCommand> &Commands, const Options &Given,
                        NinjaGraph &Graph) {
  auto Entries = databaseEntries(Given);
  if (!Entries)
    return Entries.takeError();
  std::map<std::string, std::vector<CompileCommand>> BySource;
  for (const CompileCommand &Each : Commands)
    BySource[Each.Filename];
  for (CompileCommand &Each : *Entries)
    if (const auto At = BySource.find(Each.Filename); At != BySource.end())
      At->second.push_back(std::move(Each));
  const Relocation Places(Given.Fixes.Root);
  for (const auto &[File, Own] : BySource) {
    NinjaGraph::Source Each{nameOf(File, Places), File, {}};
    addConfigurationFiles(File, Given, Each.Configuration);
    const std::string Path = Graph.Place + "/" + NinjaGraph::Units + "/" + Each.Name + ".json";
    Graph.Sources.push_back(std::move(Each));
    if (Error Err = writeDatabase(Path, Own))
      return Err;
  }
  return Error::success();
}

//===-- All of it --------------------------------------------------------------===//

static Error checkOptions(const Options &Given) {
  if (Given.Steps.Output.empty())
    return createStringError("graph needs a file to write: -o FILE");
  if (!Given.Steps.Ninja)
    return createStringError("graph needs to know for whom it is: --ninja");
  if (Given.Flags)
    return createStringError("graph takes a compile database, and no flags after '--'");
  return Error::success();
}

/// Notes in \p Graph where it is to be, and makes its folder.
static Error setPlace(StringRef Output, NinjaGraph &Graph) {
  SmallString<256> Path(Output), Real, Units;
  (void)sys::fs::make_absolute(Path);
  Graph.Name = sys::path::filename(Path).str();
  sys::path::append(Units, sys::path::parent_path(Path), NinjaGraph::Units);
  if (const std::error_code Failed = sys::fs::create_directories(Units))
    return createStringError("cannot make the folder '" + Units + "': " + Failed.message());
  if (const std::error_code Failed = sys::fs::real_path(sys::path::parent_path(Path), Real))
    return createStringError("cannot find '" + Path + "': " + Failed.message());
  Graph.Place = Real.str().str();
  return Error::success();
}

Expected<ExitCode> graphCommand(const Options &Asked) {
  if (Error Err = checkOptions(Asked))
    return std::move(Err);
  auto Found = prepare(Asked);
  if (!Found)
    return Found.takeError();
  auto &[Given, Folder, Units] = *Found;
  NinjaGraph Graph;
  Graph.Program = sys::fs::getMainExecutable(nullptr, nullptr);
  Graph.Folder = Folder;
  if (Error Err = setPlace(Given.Steps.Output, Graph))
    return std::move(Err);
  SmallString<256> Database(Units.Source);
  sys::path::make_absolute(Folder, Database);
  Graph.Database = Database.str().str();
  if (Error Err = setOptions(Given, Database, Graph))
    return std::move(Err);
  if (Error Err = addSources(Units.Commands, Given, Graph))
    return std::move(Err);
  if (Error Err = replaceIfOther(Given.Steps.Output, Graph.text()))
    return std::move(Err);
  return ExitCode::Clean;
}

} // namespace sc_lint
