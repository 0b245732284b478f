#pragma once

#include "../program/Settle.h"
#include "UnitFile.h"
#include <map>

namespace sc_lint {

/// Files of `sc-lint unit` that are put together: shares of one selection, or selections that
/// have nothing in common.
class Collection {
public:
  /// \p Folder: names of files are relative to it.
  explicit Collection(llvm::StringRef Folder) : Known(Folder) {}

  /// Adds \p File, which is at \p Path.
  ///
  /// Errors: it does not belong to the others, or is there already.
  llvm::Error add(UnitFile File, std::string Path);

  /// Errors: the shares, or so many units as were selected, are there, and yet are others.
  llvm::Error check() const;

  /// So many units that were selected are in none of the files.
  size_t missing() const;

  /// So many were selected.
  size_t selected() const { return First.SelectedUnits; }

  /// The shares that these are in: "2/4, 3/4"; of many, the first.
  std::string missingShares() const;

  /// True if the units are all those of a compile database.
  bool isProgram() const { return First.IsProgram && !missing(); }

  /// The files that they are about, as they were analysed.
  const SourceStates &sources() const { return Sources; }

  /// What the files hold, by file and id.
  std::vector<UnitReport> takeReports();
  /// Has taken their facts.
  Settlement takeSettlement() { return std::move(Known); }

private:
  bool isOneSelection() const { return First.IsProgram || First.Share.Count > 1; }

  llvm::Error addSources(const SourceStates &Seen, const std::string &Path);

  UnitFile First; ///< Without its units and sources, but with the headers that all have seen.
  std::string PathOfFirst;
  Settlement Known;
  std::map<unsigned, std::string> Shares;     ///< Their paths.
  std::map<std::string, std::string> PathsOf; ///< By the ids of units.
  SourceStates Sources;
  std::map<std::string, std::string> SeenBy; ///< Who has analysed a source, by its path.
  std::map<std::pair<std::string, std::string>, UnitReport> Reports;
};

} // namespace sc_lint
