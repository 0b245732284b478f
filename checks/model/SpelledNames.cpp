#include "SpelledNames.h"

namespace clang::tidy::structured {

/// True if the unit, or the preamble it was parsed on, spells \p Name.
static bool isSpelled(llvm::StringRef Name, IdentifierTable &Table) {
  if (Table.find(Name) != Table.end())
    return true;
  IdentifierInfoLookup *External = Table.getExternalIdentifierLookup();
  return External && External->get(Name);
}

bool spellsAnything(IdentifierTable &Identifiers, const SpawnTable &Table) {
  bool Spelled = false;
  auto Look = [&](llvm::StringRef Name) { Spelled = Spelled || isSpelled(Name, Identifiers); };
  Table.Spawns.forEachLastPart(Look);
  Table.Futures.forEachLastPart(Look);
  Table.DetachingFunctions.forEachLastPart(Look);
  Table.DetachStateFunctions.forEachLastPart(Look);
  Table.StopTokens.forEachLastPart(Look);
  Look("promise_type");
  Look("sender_concept");
  return Spelled;
}

} // namespace clang::tidy::structured
