#pragma once

#include "SpawnTable.h"
#include "clang/Basic/IdentifierTable.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang::tidy::structured {

/// True if a unit spells a name by which work could be started or meant: if \p Spells, which
/// is asked for full names ("::std::thread"), says so of any, or of all of some that mean
/// something only together. If not, there is nothing to find in the unit.
bool spellsAnything(llvm::function_ref<bool(llvm::StringRef Name)> Spells, const SpawnTable &Table);

/// True if the unit with these \p Identifiers spells all parts of \p Name: many a library has a
/// post().
bool spellsAll(IdentifierTable &Identifiers, llvm::StringRef Name);

/// As spellsAnything(), of the unit with these \p Identifiers.
bool spellsAnything(IdentifierTable &Identifiers, const SpawnTable &Table);

} // namespace clang::tidy::structured
