#pragma once

#include "../UnitReport.h"

namespace sc_lint {

/// How far conditional findings can be settled.
enum class Sight {
  Unit,    ///< By what their own unit says, which is nothing.
  Part,    ///< Units of the program are missing, or could not be analysed.
  Program, ///< Every unit has been analysed.
};

/// Settles the conditional findings of \p Reports by what all units say: those that hold
/// become findings, with the places in other files that show it, and the others go, as do the
/// facts.
void settle(std::vector<UnitReport> &Reports, llvm::StringRef Folder, Sight Far);

} // namespace sc_lint
