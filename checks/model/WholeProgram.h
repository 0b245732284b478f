#pragma once

#include "llvm/ADT/StringRef.h"

namespace clang::tidy::structured {

/// While one lives, in its thread, the model writes down ProgramFacts, and the checks report
/// also what holds only if the rest of the program does not say otherwise: these findings
/// begin with the note of a condition.
class WholeProgram {
public:
  WholeProgram();
  WholeProgram(const WholeProgram &) = delete;
  WholeProgram &operator=(const WholeProgram &) = delete;
  ~WholeProgram();

  static bool isWanted();

  /// Holds if nothing of the program joins the thread in the member that the note is at.
  static constexpr llvm::StringLiteral NothingJoins = "holds if nothing joins it";
  /// The next note is what is reported where that cannot be told.
  static constexpr llvm::StringLiteral OrUnknown = "else if that is not known";
};

} // namespace clang::tidy::structured
