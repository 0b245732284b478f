#pragma once

#include "checks/model/Facts.h"

namespace clang::tidy::structured {

/// What \p Spawn holds, captures first.
std::vector<Held> everythingHeld(const SpawnSite &Spawn);

/// Names \p Things, of which there is at least one: "'a'", "'a' and 'b'", "'a' and 2 more".
std::string quoted(const std::vector<Held> &Things);

/// How \p H is held: "by reference" or "by its address".
llvm::StringRef howHeld(const Held &H);

} // namespace clang::tidy::structured
