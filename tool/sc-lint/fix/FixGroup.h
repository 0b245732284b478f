#pragma once

#include "../Options.h"
#include "../UnitReport.h"
#include "EditedFiles.h"

namespace sc_lint {

/// The edits by which one finding is fixed: all of them or none.
struct FixGroup {
  std::string Check;
  std::string Effect;
  bool Safe = false;
  std::string File; ///< Of the finding, by its real path.
  unsigned Offset = 0;
  /// In the order of files and places. Paths are real.
  std::vector<clang::tooling::Replacement> Edits;
  std::vector<size_t> Units; ///< In which it was found.

  /// Tells a fix that was tried before from others, wherever it stands now.
  std::string identity() const;
};

/// The fixes that \p Reports, one for each unit, offer up to \p Level: of each finding the
/// first. In the order of files and places; alike ones of several units are one.
std::vector<FixGroup> collectFixes(const std::vector<UnitReport> &Reports, FixLevel Level);

} // namespace sc_lint
