#pragma once

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace sc_lint {

/// How long units took when they were last analysed, in a file in the folder of the results.
/// It only says what to begin with: where it cannot be read or written, nothing is known.
class UnitTimes {
public:
  using Duration = std::chrono::milliseconds;

  /// Reads the file in \p Folder. "": there is none, and none is written.
  explicit UnitTimes(std::string Folder);

  std::optional<Duration> find(const clang::tooling::CompileCommand &Unit) const;
  void set(const clang::tooling::CompileCommand &Unit, Duration Time);

  /// Writes what was set, and of what was there the newest, up to 50000 units.
  void save() const;

  /// Removes the file from \p Folder.
  ///
  /// Errors: it cannot be removed.
  static llvm::Error clean(llvm::StringRef Folder);

private:
  /// By what names a unit, newest first.
  using Times = llvm::MapVector<std::string, Duration, std::map<std::string, unsigned>>;

  const std::string Folder;
  Times Earlier, New;
};

} // namespace sc_lint
