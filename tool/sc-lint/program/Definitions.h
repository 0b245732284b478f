#pragma once

#include "llvm/ADT/StringMap.h"
#include <set>
#include <string>
#include <vector>

namespace sc_lint {

/// Looks for definitions of functions in the text of sources, as far as that goes without macros
/// and scopes: it tells which files are worth a parse.
class Definitions {
public:
  /// \p Names are the full names of functions.
  explicit Definitions(const std::set<std::string> &Names);

  /// Those that \p Text, of a source, may define. A null byte follows \p Text.
  std::set<std::string> findIn(llvm::StringRef Text) const;

  /// True if \p Text has the letters of one of the names: far less costs to see that.
  bool areSpelledIn(llvm::StringRef Text) const;

private:
  /// \p Word and what it is a member of, as \p Qualifier says, or "".
  void add(llvm::StringRef Qualifier, llvm::StringRef Word, std::set<std::string> &To) const;

  llvm::StringMap<std::vector<std::string>> ByLastName;
};

} // namespace sc_lint
