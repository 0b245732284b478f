#include "SpelledNames.h"

namespace clang::tidy::structured {

/// True if the unit, or the preamble it was parsed on, spells \p Word.
static bool spells(IdentifierTable &Identifiers, llvm::StringRef Word) {
  if (Identifiers.find(Word) != Identifiers.end())
    return true;
  IdentifierInfoLookup *External = Identifiers.getExternalIdentifierLookup();
  return External && External->get(Word);
}

/// Gives a future of no work, or a token, whose type need not be named.
struct Giver {
  llvm::StringLiteral Class, Member;
};
static constexpr Giver Givers[] = {{"::std::promise", "get_future"},
                                   {"::std::packaged_task", "get_future"},
                                   {"::std::stop_source", "get_token"}};

/// What else shows that something stands for work: threads of C, which functions return, and
/// what makes classes coroutines and senders.
static constexpr const char *Handles[] = {"::pthread_t", "::thrd_t", "promise_type",
                                          "sender_concept"};

bool spellsAnything(llvm::function_ref<bool(llvm::StringRef Name)> Spells,
                    const SpawnTable &Table) {
  const auto Any = [&](const auto &Names) {
    bool Found = false;
    Names.forEach([&](llvm::StringRef Name, const auto &) { Found = Found || Spells(Name); });
    return Found;
  };
  const auto Gives = [&](const Giver &Each) {
    const bool NamesClass = Spells(Each.Class), NamesMember = Spells(Each.Member);
    return NamesClass && NamesMember;
  };
  return Any(Table.Spawns) || Any(Table.Futures) || Any(Table.DetachingFunctions) ||
         Any(Table.Notifiers) || Any(Table.DetachStateFunctions) || Any(Table.StopTokens) ||
         Any(Table.Owners) || llvm::any_of(Givers, Gives) || llvm::any_of(Handles, Spells);
}

bool spellsAll(IdentifierTable &Identifiers, llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, "::", -1, /*KeepEmpty=*/false);
  return llvm::all_of(Parts, [&](llvm::StringRef Part) { return spells(Identifiers, Part); });
}

bool spellsAnything(IdentifierTable &Identifiers, const SpawnTable &Table) {
  return spellsAnything([&](llvm::StringRef Name) { return spellsAll(Identifiers, Name); }, Table);
}

} // namespace clang::tidy::structured
