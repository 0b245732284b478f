#pragma once

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include <set>
#include <string>

namespace sc_lint {

/// The identifiers that matter to the prefilter, numbered.
class WordList {
public:
  static constexpr unsigned None = ~0u;

  /// Adds \p Word, and all pieces of it that macros could paste it from.
  void add(llvm::StringRef Word);

  /// The number of \p Word, or None.
  unsigned find(llvm::StringRef Word) const {
    const auto Found = Numbers.find(Word);
    return Found == Numbers.end() ? None : Found->second;
  }

  unsigned size() const { return Numbers.size(); }

  /// Adds \p Word, which leads to threads of C: useOfThreadName() tells whether it does where it
  /// stands.
  void addThreadName(llvm::StringRef Word) {
    add(Word);
    ThreadNames.insert(find(Word));
  }
  bool isThreadName(unsigned Number) const { return ThreadNames.contains(Number); }

private:
  llvm::StringMap<unsigned> Numbers;
  llvm::DenseSet<unsigned> ThreadNames;
};

/// Which words some code spells, and how.
struct SpelledWords {
  llvm::BitVector Any;
  llvm::BitVector Bare; ///< Those that are no member of an object.
  /// Those that may be names of std wherever they stand: after "std::", in a macro, or called
  /// so that the types of the arguments tell where they are looked for.
  llvm::BitVector OfStd;
  /// Those that macros may paste to something: they stand at the edge of an argument.
  llvm::BitVector AtEdge;
  llvm::BitVector Arguments; ///< Those that may be an argument of their own.
  bool OpensStd = false;     ///< So are those that are no member of an object.
  bool RenamesStd = false;   ///< So are all.
  bool TakesOfStd = false;   ///< So are arguments: macros put "std::" before what they get.
  /// How macros make one identifier of several, with a '*' for each parameter.
  std::set<std::string> Pastes;

  explicit SpelledWords(const WordList &Words)
      : Any(Words.size()), Bare(Words.size()), OfStd(Words.size()), AtEdge(Words.size()),
        Arguments(Words.size()) {}
  SpelledWords &operator|=(const SpelledWords &Other);

  /// True if all parts of \p Name, "::std::thread", are spelled so that it could be meant.
  bool couldName(llvm::StringRef Name, const WordList &Words) const;

  /// True if macros could put \p Word together.
  bool couldBePasted(llvm::StringRef Word, const WordList &Words) const;

private:
  bool isSpelled(llvm::StringRef Word, const WordList &Words) const;
  bool isPiece(llvm::StringRef Piece, const WordList &Words) const;
  bool isPastedBy(llvm::StringRef Pattern, llvm::StringRef Word, const WordList &Words) const;
};

} // namespace sc_lint
