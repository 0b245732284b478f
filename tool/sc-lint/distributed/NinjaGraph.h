#pragma once

#include <set>
#include <string>
#include <vector>

namespace sc_lint {

/// A graph for Ninja, to be run in the folder that it is in: a step for each source, one that
/// merges, and one that writes the graph anew when the compile database changes.
struct NinjaGraph {
  struct Source {
    std::string Name; ///< Of the files of its step, in Units; without special characters.
    std::string File; ///< Absolute.
    std::set<std::string> Configuration; ///< The files that configure it.
  };

  static constexpr char Units[] = "units";

  std::string Name;                   ///< Of the graph's own file.
  std::string Program, Folder, Place; ///< sc-lint, where it runs, the graph's folder.
  std::vector<std::string> UnitArgs, MergeArgs, GraphArgs; ///< Without names of single files.
  std::string Database;
  std::vector<Source> Sources;

  std::string text() const;
};

} // namespace sc_lint
