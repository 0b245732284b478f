#pragma once

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace sc_lint {

/// A share of the units of a selection: the \p Index-th of \p Count, from 1 on. Which units it has
/// depends on their own names and commands only.
struct Shard {
  unsigned Index = 1, Count = 1;

  /// True if it has the unit that \p Id names, see Relocation::idOf().
  bool has(llvm::StringRef Id) const;
  std::string text() const; ///< "2/4".
};

/// Reads "2/4".
///
/// Errors: \p Text is none.
llvm::Expected<Shard> parseShard(llvm::StringRef Text);

/// Names the units with \p Ids, whatever their order.
std::string nameOfAll(std::vector<std::string> Ids);

} // namespace sc_lint
