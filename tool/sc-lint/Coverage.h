#pragma once

#include "Options.h"
#include "UnitReport.h"

namespace sc_lint {

/// How much of a code base a run has seen. Names of files are relative to its folder.
struct Coverage {
  size_t Units = 0;
  std::vector<std::string> Failures; ///< Units not analysed to their end, a line each.
  std::vector<std::string> Unseen;   ///< Headers of the project that no unit has read.
};

/// A line for each of \p Reports that says why the unit was not analysed to its end.
std::vector<std::string> failureLines(const std::vector<UnitReport> &Reports,
                                      llvm::StringRef Folder);

/// The headers are only looked for if \p Given asks for what names them.
Coverage coverageOf(const std::vector<UnitReport> &Reports, const Options &Given,
                    llvm::StringRef Folder);

/// \p Seen for the head of a file in YAML, which is all that its reader may get.
std::string asComment(const Coverage &Seen);

} // namespace sc_lint
