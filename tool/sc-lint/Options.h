#pragma once

#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace sc_lint {

enum class Command {
  Lint,
  Unit,
  Merge,
  Graph,
  Undo,
  ListChecks,
  Explain,
  CacheStatus,
  CacheClean,
  Help,
  Version
};
enum class When { Auto, Always, Never };

/// How far the user lets fixes go.
enum class FixLevel {
  None,
  Safe,
  Review, ///< Also what an author should read.
};

/// What is done with fixes.
enum class FixGoal {
  Write,
  Diff, ///< Nothing is written: the changes are printed.
  List, ///< Nothing is written: the fixes are printed, a line each.
};

/// What is to be done about fixes.
struct FixOptions {
  FixLevel Level = FixLevel::None;
  FixGoal Goal = FixGoal::Write;
  std::vector<std::string> Only; ///< Checks, fingerprints, and globs of files; empty: all.
  unsigned Most = ~0u;           ///< So many, and no more.
  /// Files outside of this folder are not changed. Found if it is not given; a real path
  /// with a slash at its end from then on.
  std::string Root;
  std::string ExportFile; ///< Where to write the fixes for other tools, or "".
};

/// What the steps of a run on several machines are given.
struct StepOptions {
  std::string Output;             ///< The file to write.
  std::string DepFile;            ///< Where to write what was read, or "".
  std::string Program; ///< The compile database of the whole program; if not given, that in use.
  std::string Shard;              ///< "2/4": the second of four shares; "" for all.
  std::vector<std::string> Files; ///< What `merge` reads.
  bool Whole = false;             ///< The files hold every unit of the program.
  bool Ninja = false;             ///< The form of the graph.
};

/// What the command line asks for.
struct Options {
  Command What = Command::Lint;
  std::string Explained;          ///< The check that `explain` is asked about.
  std::vector<std::string> Paths; ///< Files and directories.
  /// The compiler's flags, given after "--": clang-tidy's way of calling.
  std::optional<std::vector<std::string>> Flags;

  std::string BuildPath;
  std::optional<std::string> Config;     ///< In place of .clang-tidy.
  std::optional<std::string> ConfigFile; ///< Where Config was read from, if it was.
  std::optional<std::string> Checks, HeaderFilter, ExcludeHeaderFilter, WarningsAsErrors;
  std::string StartersFile;         ///< Where to write the functions that start work, or "".
  std::string ParsedFile;           ///< Where to write which units were parsed, or "".
  std::vector<std::string> Enabled; ///< Checks that are off else.
  bool Pedantic = false;            ///< Enables all of them.
  std::vector<std::string> ExtraArgs, ExtraArgsBefore;
  unsigned Jobs = 0;             ///< 0: as many as cores and memory allow.
  unsigned TimeoutSeconds = 300; ///< For one translation unit; 0: none.
  When Color = When::Auto;
  FixOptions Fixes;
  std::optional<std::string> Since;    ///< A git revision: only what is new since then.
  std::optional<std::string> DiffFile; ///< A patch, "-" for stdin: only what that brings.
  bool AllIncluders = false;           ///< Analyses each unit with a file that has changed.
  StepOptions Steps;
  bool IsPart = false;         ///< Some units of the program are not among those analysed.
  std::string Reproducers;     ///< The folder for what repeats failures, or "".
  bool NoPrefilter = false;    ///< Parses every unit.
  bool AllBodies = false;      ///< Parses all bodies of functions.
  bool NoWholeProgram = false; ///< Reports what each unit shows by itself.
  std::string CacheFolder;     ///< Of results of earlier runs; "" for none.
  bool Quiet = false, NoProgress = false, ExitZero = false, AllowIncomplete = false;
};

/// True if only what has changed is of interest.
inline bool isAboutChanges(const Options &Given) { return Given.Since || Given.DiffFile; }

/// Reads the command line.
///
/// Errors: an unknown option (with the nearest known one), a wrong value, or a
/// configuration file that cannot be read, in words for the user; no words if LLVM
/// has printed its own.
llvm::Expected<Options> parseOptions(int Argc, const char *const *Argv);

/// Prints what --help prints. parseOptions must have been called.
void printHelp();

} // namespace sc_lint
