#pragma once

#include "../cache/UnitInputs.h"
#include "ExactIncludes.h"
#include "SearchPath.h"
#include "clang-tidy/ClangTidyOptions.h"
#include <map>

namespace sc_lint {

/// Tells units in which nothing can be found, without parsing them: neither they nor what
/// they include, but for the toolchain's headers, spell any name that the checks know.
///
/// First all that a unit may include is looked at, whatever the conditions around. Where that
/// is not enough, as something is included that is not there, the preprocessor tells.
///
/// What is read is kept, so that a file is read once for all units. Files must not change
/// meanwhile.
class Prefilter {
public:
  explicit Prefilter(clang::tidy::ClangTidyOptionsProvider &Configuration);
  ~Prefilter();

  /// True if the checks can find nothing in the unit of \p Command. It may not compile.
  /// \p Asked gets what was looked for and read.
  bool isClean(const clang::tooling::CompileCommand &Command, UnitInputs &Asked);

private:
  struct Rules;

  Rules *rulesFor(llvm::StringRef File);

  clang::tidy::ClangTidyOptionsProvider &Configuration;
  std::map<std::string, std::unique_ptr<Rules>> ByConfiguration;
  SearchPaths Paths;
  ExactIncludes Exact;
};

} // namespace sc_lint
