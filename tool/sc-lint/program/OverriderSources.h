#pragma once

#include "../cache/UnitInputs.h"
#include "../prefilter/SearchPath.h"
#include "clang-tidy/ClangTidyOptions.h"
#include <map>
#include <set>

namespace sc_lint {

/// The sources of a program that have to be parsed to know which functions virtual calls may run:
/// what overrides a function says its name, in a source or a header.
class OverriderSources {
public:
  OverriderSources(llvm::ArrayRef<clang::tooling::CompileCommand> Commands,
                   clang::tidy::ClangTidyOptionsProvider &Configuration)
      : Commands(Commands), Configuration(Configuration) {}

  /// Which of \p Names, of virtual calls, each is to be parsed for, by the numbers of commands.
  /// None for a name that no source which throws something spells, nor for one that would need
  /// too many, or that macros may put together. \p Asked gets what was looked for and read.
  std::map<size_t, std::set<std::string>> find(const std::set<std::string> &Names,
                                               UnitInputs &Asked);

private:
  struct Search;

  llvm::ArrayRef<clang::tooling::CompileCommand> Commands;
  clang::tidy::ClangTidyOptionsProvider &Configuration;
  SearchPaths Paths;
};

} // namespace sc_lint
