#pragma once

#include "SpawnTable.h"
#include "clang/Basic/IdentifierTable.h"

namespace clang::tidy::structured {

/// True if a unit with these \p Identifiers spells a name by which work could be
/// started or meant. If not, there is nothing to find in it.
bool spellsAnything(IdentifierTable &Identifiers, const SpawnTable &Table);

} // namespace clang::tidy::structured
