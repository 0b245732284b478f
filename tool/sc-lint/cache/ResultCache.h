#pragma once

#include "../Relocation.h"
#include "UnitInputs.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <optional>

namespace sc_lint {

/// Results of earlier runs, in a folder that runs share. For each key there are the last few
/// results, each with the inputs that it was found from, by their contents. Places in the project
/// are named so that they mean the same in any checkout, unless a file says where that is.
///
/// What is read of files is kept, so that a file is read once for all units. Files must not
/// change meanwhile; results for files that have changed since the program began are not kept.
class ResultCache {
public:
  /// The folder that the environment asks for: $SC_LINT_CACHE_DIR, or else the user's own; "" if
  /// there is none.
  static std::string usualFolder();

  /// \p Root: see Relocation.
  explicit ResultCache(std::string Folder, llvm::StringRef Root = "/")
      : Folder(std::move(Folder)), Places(Root) {}

  /// The result that \p Key had when all files were as they are now. \p Asked gets what it was
  /// found from.
  std::optional<UnitReport> find(llvm::StringRef Key, UnitInputs &Asked);

  /// Keeps \p Result, which is what \p Key gives with \p Inputs as they are now. What cannot be
  /// written is not kept.
  void store(llvm::StringRef Key, const UnitInputs &Inputs, const UnitReport &Result);

  /// Removes what was not used for the longest time, if there is too much.
  void prune() const;

  struct Size {
    uint64_t Files = 0, Bytes = 0;
  };
  Size size() const;

  /// Removes all.
  ///
  /// Errors: something cannot be removed.
  llvm::Error clean() const;

private:
  std::string path(llvm::StringRef Key) const;
  bool areAsNow(RecordReader &In, UnitInputs &Inputs);
  std::optional<std::string> recorded(const UnitInputs &Inputs, const UnitReport &Result);
  struct State {
    std::string Digest;     ///< "" if there is none.
    bool NamesRoot = false; ///< Its text says where the project is.
  };
  const State &stateOf(llvm::StringRef Path);
  const std::string &entriesOf(llvm::StringRef Path);

  const std::string Folder;
  const Relocation Places;
  llvm::StringMap<State> States;
  llvm::StringMap<std::string> Entries;
};

} // namespace sc_lint
