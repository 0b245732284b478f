#pragma once

#include "FixGroup.h"
#include <set>

namespace sc_lint {

/// Keeps fixes away from files that are not the project's to change.
class Guard {
public:
  /// \p Root: the folder of the project, a real path with a slash at its end. \p Build: that
  /// of the build, or "".
  Guard(std::string Root, std::string Build) : Root(std::move(Root)), Build(std::move(Build)) {}

  /// Why \p Fix, found by \p Reports, is not to be applied, or "".
  std::string refusal(const FixGroup &Fix, const std::vector<UnitReport> &Reports);

private:
  std::string refusal(const std::string &Path);
  std::string changed(const FixGroup &Fix, const std::vector<UnitReport> &Reports) const;

  const std::string Root, Build;
  std::map<std::string, std::string> Known; ///< By the path.
};

} // namespace sc_lint
