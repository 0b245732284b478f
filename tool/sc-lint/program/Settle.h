#pragma once

#include "../UnitReport.h"
#include "Program.h"

namespace sc_lint {

/// How far conditional findings can be settled.
enum class Sight {
  Unit,    ///< By what their own unit says, which is nothing.
  Part,    ///< Units of the program are missing, or could not be analysed.
  Program, ///< Every unit has been analysed.
};

/// Settles conditional findings by what all units say.
class Settlement {
public:
  /// Names of files are relative to \p Folder.
  explicit Settlement(llvm::StringRef Folder) : Folder(Folder), All(Folder) {}

  /// Takes the facts of \p Report. Of many units these are much, and mostly the same.
  void add(UnitReport &Report);

  /// Settles those of \p Reports, whose facts are taken, if they were not before: those that hold
  /// become findings, with the places in other files that show it, and the others go.
  void settle(std::vector<UnitReport> &Reports, Sight Far);

private:
  const llvm::StringRef Folder;
  Program All;
  std::vector<Program::Questions> Asked; ///< By the reports' numbers.
};

} // namespace sc_lint
