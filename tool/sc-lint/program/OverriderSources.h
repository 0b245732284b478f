#pragma once

#include "../Analysis.h"
#include "../cache/UnitInputs.h"
#include "../prefilter/SearchPath.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <set>

namespace sc_lint {

/// The sources of a program that have to be parsed to know which functions virtual calls may run.
///
/// What overrides a function says its name. So each source that does is parsed, and for each
/// header that does a unit which may include it, one of each way in which such units are
/// compiled: these have to see the header, which has to be the same for all, else the answer is
/// that it is not known.
class OverriderSources {
public:
  OverriderSources(llvm::ArrayRef<clang::tooling::CompileCommand> Commands,
                   clang::tidy::ClangTidyOptionsProvider &Configuration)
      : Commands(Commands), Configuration(Configuration) {}

  /// What to ask which of them, by their numbers, to know of \p Names, of virtual calls. Nothing
  /// for a name that no file which throws something declares, nor for one that would need too
  /// many, or that macros may put together. \p Asked gets what was looked for and read.
  std::map<size_t, Question> find(const std::set<std::string> &Names, UnitInputs &Asked);

private:
  struct Search;

  llvm::ArrayRef<clang::tooling::CompileCommand> Commands;
  clang::tidy::ClangTidyOptionsProvider &Configuration;
  SearchPaths Paths;
};

} // namespace sc_lint
