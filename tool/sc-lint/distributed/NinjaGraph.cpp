#include "NinjaGraph.h"
#include "../ShellWord.h"
#include "llvm/ADT/StringExtras.h"
#include <fmt/format.h>

using namespace llvm;

namespace sc_lint {

/// \p Text as the value of a variable of Ninja.
static std::string value(StringRef Text) {
  std::string Result;
  for (char C : Text)
    Result += (C == '$' ? "$" : "") + std::string(1, C);
  return Result;
}

/// \p File as a name of a file in Ninja's list.
static std::string path(StringRef File) {
  std::string Result;
  for (char C : File)
    Result += (StringRef("$ :").contains(C) ? "$" : "") + std::string(1, C);
  return Result;
}

/// These, each behind a space.
static std::string paths(const std::set<std::string> &Files) {
  std::string Result;
  for (const std::string &File : Files)
    Result += " " + path(File);
  return Result;
}

/// "cd FOLDER && SC-LINT COMMAND ARGS"
static std::string call(const NinjaGraph &Graph, StringRef Command, ArrayRef<std::string> Args) {
  std::string Line = "cd " + shellWord(Graph.Folder) + " && " + shellWord(Graph.Program) + " ";
  Line += Command;
  for (const std::string &Arg : Args)
    Line += " " + shellWord(Arg);
  return value(Line);
}

/// Variables of Ninja stand in these rules behind call(), as "$in".
static std::string rules(const NinjaGraph &Graph) {
  const std::string Place = value(shellWord(Graph.Place)) + "/";
  return fmt::format("rule unit\n"
                     "  command = {0} -p {1}$in -o {1}$out --depfile {1}$out.d $source\n"
                     "  description = sc-lint $source\n"
                     "  depfile = $out.d\n"
                     "  deps = gcc\n"
                     "  restat = 1\n"
                     "rule merge\n"
                     "  command = {2} @{1}$out.list && : > {1}$out\n"
                     "  description = sc-lint merge\n"
                     "  rspfile = $out.list\n"
                     "  rspfile_content = $full\n"
                     "  pool = console\n"
                     "rule graph\n"
                     "  command = {3}\n"
                     "  description = sc-lint graph\n"
                     "  generator = 1\n"
                     "  restat = 1\n",
                     call(Graph, "unit", Graph.UnitArgs), Place,
                     call(Graph, "merge", Graph.MergeArgs), call(Graph, "graph", Graph.GraphArgs));
}

std::string NinjaGraph::text() const {
  std::string Text =
      "# Written by sc-lint graph. Run it where it is.\nninja_required_version = 1.5\n";
  Text += fmt::format("builddir = {}\n", Units) + rules(*this);
  std::string All, Full;
  std::set<std::string> Configuration;
  const std::string Program = path(this->Program);
  for (const Source &Each : Sources) {
    const std::string Result = fmt::format("{}/{}.sclint", Units, Each.Name);
    Text += fmt::format("build {}: unit {}/{}.json | {}{}\n  source = {}\n", Result, Units,
                        Each.Name, Program, paths(Each.Configuration), value(shellWord(Each.File)));
    Configuration.insert(Each.Configuration.begin(), Each.Configuration.end());
    All += " $\n    " + Result;
    Full += " $\n    " + value(shellWord(Place + "/" + Result));
  }
  Text += fmt::format("build {0}/merged: merge{1} | {2}\n  full ={3}\n", Units, All, Program, Full);
  Text += fmt::format("build {}: graph | {} {}{}\n", path(Name), path(Database), Program,
                      paths(Configuration));
  // One that is gone is no error: then the graph is written anew.
  for (const std::string &Each : Configuration)
    Text += fmt::format("build {}: phony\n", path(Each));
  return Text + fmt::format("default {}/merged\n", Units);
}

} // namespace sc_lint
