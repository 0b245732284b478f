#pragma once

#include "Options.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// What is to be analysed.
struct Units {
  /// Filename is absolute in each.
  std::vector<clang::tooling::CompileCommand> Commands;
  /// Where the commands are from: "build/compile_commands.json", or a sentence
  /// on what is used in its place.
  std::string Source;
  bool FromDatabase = false;
};

/// Finds the compile database and picks the entries that the options name, or
/// makes entries for the named files where there is none.
///
/// Errors: a path that does not exist, a database that is missing, broken or
/// empty, or nothing to analyse.
llvm::Expected<Units> collectUnits(const Options &Given);

/// The entries that the options name, as the compile database has them, with absolute folders and
/// names of files.
///
/// Errors: as above, or there is no database.
llvm::Expected<std::vector<clang::tooling::CompileCommand>> databaseEntries(const Options &Given);

} // namespace sc_lint
