#include "SpelledNames.h"

namespace clang::tidy::structured {

namespace {
/// The names of a unit, or of the preamble it was parsed on.
class Spelled {
public:
  explicit Spelled(IdentifierTable &Identifiers) : Identifiers(Identifiers) {}

  bool contains(llvm::StringRef Name) const {
    if (Identifiers.find(Name) != Identifiers.end())
      return true;
    IdentifierInfoLookup *External = Identifiers.getExternalIdentifierLookup();
    return External && External->get(Name);
  }

  /// True if all parts of \p Name are spelled: many a library has a post().
  bool containsAll(llvm::StringRef Name) const {
    llvm::SmallVector<llvm::StringRef, 4> Parts;
    Name.split(Parts, "::", -1, /*KeepEmpty=*/false);
    return llvm::all_of(Parts, [&](llvm::StringRef Part) { return contains(Part); });
  }

  template <class Value> bool containsAny(const NameMap<Value> &Names) const {
    bool Any = false;
    Names.forEach([&](llvm::StringRef Name, const Value &) { Any = Any || containsAll(Name); });
    return Any;
  }

private:
  IdentifierTable &Identifiers;
};
} // namespace

bool spellsAnything(IdentifierTable &Identifiers, const SpawnTable &Table) {
  const Spelled Names(Identifiers);
  return Names.containsAny(Table.Spawns) || Names.containsAny(Table.Futures) ||
         Names.containsAny(Table.DetachingFunctions) || Names.containsAny(Table.Notifiers) ||
         Names.containsAny(Table.DetachStateFunctions) || Names.containsAny(Table.StopTokens) ||
         Names.containsAny(Table.Owners) || Names.contains("promise_type") ||
         Names.contains("sender_concept");
}

} // namespace clang::tidy::structured
