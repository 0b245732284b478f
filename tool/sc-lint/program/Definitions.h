#pragma once

#include "llvm/ADT/StringMap.h"
#include <set>
#include <string>
#include <vector>

namespace sc_lint {

/// The full names of functions that are looked for.
struct WantedFunctions {
  std::set<std::string> Virtual; ///< With all that may override them.
  std::set<std::string> Others;
};

/// Looks for definitions of functions in the text of sources, as far as that goes without macros
/// and scopes: it tells which files are worth a parse.
class Definitions {
public:
  explicit Definitions(const WantedFunctions &Wanted);

  /// Those that \p Text, of a source, may define. A null byte follows \p Text.
  std::set<std::string> findIn(llvm::StringRef Text) const;

  /// True if \p Text has the letters of one of the names: far less costs to see that.
  bool areSpelledIn(llvm::StringRef Text) const;

private:
  /// \p Word and what it is a member of, as \p Qualifier says, or "".
  void add(llvm::StringRef Qualifier, llvm::StringRef Word, std::set<std::string> &To) const;

  struct Name {
    std::string Full;
    bool OfAnyClass; ///< What overrides it is a member of another class.
  };
  llvm::StringMap<std::vector<Name>> ByLastName;
};

} // namespace sc_lint
