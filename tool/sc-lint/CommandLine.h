#pragma once

#include "Options.h"
#include "llvm/Support/CommandLine.h"

namespace sc_lint {

/// A number of 0 or more, with an error message for people.
struct NumberParser : llvm::cl::parser<unsigned> {
  using parser::parser;
  bool parse(llvm::cl::Option &Option, llvm::StringRef, llvm::StringRef Text, unsigned &Number) {
    return Text.getAsInteger(10, Number) &&
           Option.error("'" + Text + "' is not a number (0 or more)");
  }
};

/// The command line's options. They are made only after LLVM's own, which the
/// libraries register by the hundred, have been dropped.
struct CommandLine {
  llvm::cl::SubCommand Explain{"explain", "Show what a check finds, why it matters and what to do"};
  llvm::cl::list<std::string> Explained{llvm::cl::Positional, llvm::cl::desc("<check>"),
                                        llvm::cl::sub(Explain)};

  llvm::cl::SubCommand Cache{"cache", "Show how much is kept of earlier runs, or remove it"};
  llvm::cl::list<std::string> CacheAction{llvm::cl::Positional, llvm::cl::desc("status|clean"),
                                          llvm::cl::sub(Cache)};

  llvm::cl::SubCommand Unit{"unit", "Analyse units, and write what is found for 'merge'"};
  llvm::cl::SubCommand Merge{"merge", "Report what 'unit' has found, on all machines"};
  llvm::cl::SubCommand Graph{"graph", "Write a build graph of these two steps"};
  // Who takes an option.
  llvm::cl::SubCommandGroup Analysing{&llvm::cl::SubCommand::getTopLevel(), &Unit, &Graph};
  llvm::cl::SubCommandGroup Concluding{&llvm::cl::SubCommand::getTopLevel(), &Merge, &Graph};
  llvm::cl::SubCommandGroup Working{&llvm::cl::SubCommand::getTopLevel(), &Unit, &Merge, &Graph};
  llvm::cl::SubCommandGroup Writing{&Unit, &Graph};

  llvm::cl::opt<std::string> Output{"o", llvm::cl::desc("File to write"),
                                    llvm::cl::value_desc("file"), llvm::cl::sub(Writing)};
  llvm::cl::opt<std::string> DepFile{
      "depfile", llvm::cl::desc("Write the files that were read here, as compilers do"),
      llvm::cl::value_desc("file"), llvm::cl::sub(Unit)};
  llvm::cl::opt<std::string> Program{
      "program",
      llvm::cl::desc("Compile database in which functions of other files are looked for (default: "
                     "that of the units)"),
      llvm::cl::value_desc("path"), llvm::cl::sub(Unit)};
  llvm::cl::opt<std::string> Shard{"shard",
                                   llvm::cl::desc("Analyse the i-th of n shares of the units only"),
                                   llvm::cl::value_desc("i/n"), llvm::cl::sub(Unit)};
  llvm::cl::list<std::string> UnitFiles{
      llvm::cl::Positional, llvm::cl::desc("<files or directories>"), llvm::cl::sub(Merge)};
  llvm::cl::opt<bool> Whole{
      "whole", llvm::cl::desc("The files hold every unit of the program (else they tell)"),
      llvm::cl::sub(Merge)};
  llvm::cl::opt<bool> Ninja{"ninja", llvm::cl::desc("Write it for Ninja"), llvm::cl::sub(Graph)};

  llvm::cl::list<std::string> Paths{llvm::cl::Positional,
                                    llvm::cl::desc("[files or directories] [-- compiler flags]"),
                                    llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> BuildPath{
      "p", llvm::cl::desc("Build directory, or compile_commands.json itself"),
      llvm::cl::value_desc("path"), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> Checks{
      "checks", llvm::cl::desc("Globs of checks, '-' takes away; added to those of .clang-tidy"),
      llvm::cl::value_desc("globs"), llvm::cl::sub(Analysing)};
  llvm::cl::list<std::string> Enabled{
      "enable", llvm::cl::desc("Check to switch on, of those that are off (--list-checks tells)"),
      llvm::cl::value_desc("check,..."), llvm::cl::CommaSeparated, llvm::cl::sub(Analysing)};
  llvm::cl::opt<bool> Pedantic{"pedantic", llvm::cl::desc("Switch on every check that is off"),
                               llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> Config{
      "config", llvm::cl::desc("Configuration in YAML, in place of .clang-tidy"),
      llvm::cl::value_desc("yaml"), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> ConfigFile{
      "config-file", llvm::cl::desc("Configuration file, in place of .clang-tidy"),
      llvm::cl::value_desc("file"), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> HeaderFilter{
      "header-filter", llvm::cl::desc("Report headers that match this regular expression"),
      llvm::cl::value_desc("regex"), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> ExcludeHeaderFilter{
      "exclude-header-filter", llvm::cl::desc("Do not report headers that match"),
      llvm::cl::value_desc("regex"), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> WarningsAsErrors{
      "warnings-as-errors", llvm::cl::desc("Globs of checks whose warnings are errors"),
      llvm::cl::value_desc("globs"), llvm::cl::sub(Analysing)};
  llvm::cl::list<std::string> ExtraArgs{"extra-arg",
                                        llvm::cl::desc("Compiler flag to add at the end"),
                                        llvm::cl::value_desc("flag"), llvm::cl::sub(Analysing)};
  llvm::cl::list<std::string> ExtraArgsBefore{
      "extra-arg-before", llvm::cl::desc("Compiler flag to add at the start"),
      llvm::cl::value_desc("flag"), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> Since{
      "since",
      llvm::cl::desc("Report only what changes since this git revision bring, committed or not"),
      llvm::cl::value_desc("revision")};
  llvm::cl::opt<std::string> DiffFile{
      "diff-file",
      llvm::cl::desc("Report only what this patch brings, which is applied; '-': stdin"),
      llvm::cl::value_desc("file")};
  llvm::cl::opt<bool> AllIncluders{
      "all-includers",
      llvm::cl::desc(
          "With these, analyse every unit that includes a changed file, not one for each")};
  llvm::cl::opt<std::string> Starters{
      "write-starters",
      llvm::cl::desc("Write the functions that start what they are given here, for SinkConfig"),
      llvm::cl::value_desc("file"), llvm::cl::sub(Concluding)};
  llvm::cl::opt<std::string> Parsed{
      "write-parsed", llvm::cl::desc("Write which units had to be parsed here, a line each"),
      llvm::cl::value_desc("file"), llvm::cl::sub(Concluding)};
  llvm::cl::opt<FixLevel> Fix{
      "fix",
      llvm::cl::desc("Apply fixes: those that are safe, or also those that are to be reviewed"),
      llvm::cl::values(
          clEnumValN(FixLevel::Safe, "", "as =safe"),
          clEnumValN(FixLevel::Safe, "safe", "what changes nothing that the program does"),
          clEnumValN(FixLevel::Review, "review", "also what changes one thing")),
      llvm::cl::ValueOptional, llvm::cl::init(FixLevel::None)};
  llvm::cl::opt<bool> Diff{"diff",
                           llvm::cl::desc("Print what --fix would change, and change nothing")};
  llvm::cl::opt<bool> ListFixes{
      "list-fixes",
      llvm::cl::desc("Print the fixes, with fingerprints for --fix-only, and change nothing")};
  llvm::cl::list<std::string> FixOnly{
      "fix-only",
      llvm::cl::desc("Apply only these fixes: by check, by fingerprint, or in files that match"),
      llvm::cl::value_desc("check|fingerprint|glob,..."), llvm::cl::CommaSeparated};
  llvm::cl::opt<unsigned, false, NumberParser> MaxFixes{
      "max-fixes", llvm::cl::desc("Apply so many fixes, and no more"), llvm::cl::value_desc("n"),
      llvm::cl::init(~0u)};
  llvm::cl::opt<std::string> Root{
      "root",
      llvm::cl::desc(
          "The project: only files in it are changed, and files of 'unit' hold in any copy of "
          "it (default: the git working tree, else here)"),
      llvm::cl::value_desc("directory"), llvm::cl::sub(Working)};
  llvm::cl::opt<std::string> ExportFixes{
      "export-fixes", llvm::cl::desc("Write the fixes here, as clang-tidy does, for other tools"),
      llvm::cl::value_desc("file"), llvm::cl::sub(Concluding)};
  llvm::cl::opt<bool> Undo{"undo",
                           llvm::cl::desc("Put back what the last run of --fix has changed")};
  llvm::cl::opt<unsigned, false, NumberParser> Jobs{
      "j",
      llvm::cl::desc("Worker processes (default: by cores and free memory)"),
      llvm::cl::value_desc("n"),
      llvm::cl::init(0),
      llvm::cl::Prefix,
      llvm::cl::sub(Analysing)};
  llvm::cl::alias JobsLong{"jobs", llvm::cl::desc("Same as -j"), llvm::cl::aliasopt(Jobs)};
  llvm::cl::opt<bool> NoPrefilter{
      "no-prefilter",
      llvm::cl::desc("Parse every unit, also where no name that the checks know is spelled"),
      llvm::cl::sub(Analysing)};
  llvm::cl::opt<bool> AllBodies{
      "all-bodies", llvm::cl::desc("Parse also the bodies of functions in the toolchain's headers"),
      llvm::cl::sub(Analysing)};
  llvm::cl::opt<bool> NoCache{
      "no-cache", llvm::cl::desc("Analyse every unit, also where an earlier run knows the result"),
      llvm::cl::sub(Analysing)};
  llvm::cl::opt<bool> NoWholeProgram{
      "no-whole-program",
      llvm::cl::desc("Report only what each unit shows by itself, without what the others add"),
      llvm::cl::sub(Concluding)};
  llvm::cl::opt<unsigned, false, NumberParser> Timeout{
      "timeout", llvm::cl::desc("Seconds for one translation unit, 0 for none (default: 300)"),
      llvm::cl::value_desc("s"), llvm::cl::init(300), llvm::cl::sub(Analysing)};
  llvm::cl::opt<std::string> Reproducers{
      "reproducers",
      llvm::cl::desc(
          "Write what repeats it here, for each unit that crashes the analysis or hangs"),
      llvm::cl::value_desc("directory")};
  llvm::cl::opt<When> Color{
      "color", llvm::cl::desc("Colour the findings (default: auto)"),
      llvm::cl::values(clEnumValN(When::Auto, "auto", "on a terminal, unless NO_COLOR is set"),
                       clEnumValN(When::Always, "always", "always"),
                       clEnumValN(When::Never, "never", "never")),
      llvm::cl::init(When::Auto), llvm::cl::sub(Concluding)};
  llvm::cl::opt<llvm::cl::boolOrDefault> UseColor{
      "use-color", llvm::cl::desc("Same as --color=always; =false: as --color=never"),
      llvm::cl::sub(Concluding)};
  llvm::cl::opt<bool> Quiet{"quiet", llvm::cl::desc("Print findings only"), llvm::cl::sub(Working)};
  llvm::cl::alias QuietShort{"q", llvm::cl::desc("Same as --quiet"), llvm::cl::aliasopt(Quiet)};
  llvm::cl::opt<bool> NoProgress{"no-progress",
                                 llvm::cl::desc("Do not show progress on a terminal"),
                                 llvm::cl::sub(Analysing)};
  llvm::cl::opt<bool> ExitZero{"exit-zero", llvm::cl::desc("Exit with 0 in spite of findings"),
                               llvm::cl::sub(Concluding)};
  llvm::cl::opt<bool> AllowIncomplete{
      "allow-incomplete", llvm::cl::desc("Do not exit with 3 when something was not analysed"),
      llvm::cl::sub(Concluding)};
  llvm::cl::opt<bool> ListChecks{"list-checks", llvm::cl::desc("List the checks and exit")};
  llvm::cl::opt<bool> Version{"version", llvm::cl::desc("Print the version and exit")};
  llvm::cl::opt<bool> Help{"help", llvm::cl::desc("Print this and exit"), llvm::cl::sub(Working)};
  llvm::cl::alias HelpShort{"h", llvm::cl::desc("Same as --help"), llvm::cl::aliasopt(Help)};
};

} // namespace sc_lint
