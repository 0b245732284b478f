#pragma once

#include "Changes.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace sc_lint {

/// Which units a change affects.
struct AffectedUnits {
  /// Those to analyse, in the order of the commands: each whose source has changed, and for
  /// each other file that has one that includes it, or all of them.
  std::vector<size_t> Picked;
  size_t Affected = 0; ///< How many include a changed file, or are one.
  /// The C and C++ files that have changed and are part of no unit.
  std::vector<std::string> Unseen;
};

/// Finds the units among \p Commands that \p Changed affects, by what their files include.
/// \p All: picks all of them.
AffectedUnits affectedUnits(const std::vector<clang::tooling::CompileCommand> &Commands,
                            const Changes &Changed, bool All);

} // namespace sc_lint
