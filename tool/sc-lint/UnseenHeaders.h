#pragma once

#include "UnitReport.h"
#include "llvm/ADT/StringSet.h"
#include <set>

namespace sc_lint {

/// Notes the headers of a project that units read, each once.
class SeenHeaders {
public:
  /// \p Root is a real path with a slash at its end.
  explicit SeenHeaders(std::string Root) : Root(std::move(Root)) {}

  /// Those of \p Paths that are headers below the root, and were not asked for before, by
  /// their real paths.
  std::vector<std::string> newOf(const std::set<std::string> &Paths);

private:
  const std::string Root;
  llvm::StringSet<> Known;
};

/// The headers below both \p Root and \p Folder that git keeps, and that no unit of \p Reports
/// has read, relative to the folder. None where git does not tell, and where no unit is of that
/// project.
std::vector<std::string> unseenHeaders(const std::vector<UnitReport> &Reports, llvm::StringRef Root,
                                       llvm::StringRef Folder);

} // namespace sc_lint
