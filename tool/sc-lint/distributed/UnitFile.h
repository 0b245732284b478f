#pragma once

#include "../Relocation.h"
#include "Shard.h"
#include "SourceStates.h"
#include <set>

namespace sc_lint {

/// What `sc-lint unit` has found, as a file that `sc-lint merge` reads. It names no place: equal
/// units give equal bytes in any checkout.
struct UnitFile {
  struct Unit {
    std::string Id; ///< See Relocation::idOf().
    UnitReport Report;
  };

  std::string Version;               ///< Of the sc-lint that wrote it.
  Shard Share;                       ///< Which of the selected units are in it.
  size_t SelectedUnits = 0;          ///< In all shares.
  std::string Selection;             ///< Names these, see nameOfAll().
  bool IsProgram = false;            ///< A whole compile database was selected.
  std::vector<Unit> Units;           ///< By file and id.
  std::set<std::string> SeenHeaders; ///< Headers of the project that these have read.
  SourceStates Sources;              ///< Of what these are about.
};

/// \p File, whose paths are settled, as text. What is different from run to run is left out:
/// whether a result was known, and which files were read.
std::string serialize(const UnitFile &File, const Relocation &Places);

/// Errors: \p Text is not what serialize() writes, or of another version of the format. \p Path
/// is the file's name, for the message.
llvm::Expected<UnitFile> readUnitFile(llvm::StringRef Text, llvm::StringRef Path,
                                      const Relocation &Places);

} // namespace sc_lint
