#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace sc_lint {

/// A shorter piece is too common a name to tell anything.
static constexpr size_t ShortestPiece = 2;

void WordList::add(StringRef Word) {
  Numbers.try_emplace(Word, Numbers.size());
  for (size_t At = 0; At + ShortestPiece <= Word.size(); ++At)
    for (size_t Size = ShortestPiece; At + Size <= Word.size(); ++Size)
      Numbers.try_emplace(Word.substr(At, Size), Numbers.size());
}

SpelledWords &SpelledWords::operator|=(const SpelledWords &Other) {
  Any |= Other.Any;
  Bare |= Other.Bare;
  OfStd |= Other.OfStd;
  AtEdge |= Other.AtEdge;
  OpensStd |= Other.OpensStd;
  RenamesStd |= Other.RenamesStd;
  Pastes.insert(Other.Pastes.begin(), Other.Pastes.end());
  return *this;
}

/// True if \p Pattern gives \p Word when what is spelled is put in place of each '*'.
bool SpelledWords::isPastedBy(StringRef Pattern, StringRef Word, const WordList &Words) const {
  if (!Pattern.consume_front("*"))
    return Pattern.empty() ? Word.empty()
                           : !Word.empty() && Pattern.front() == Word.front() &&
                                 isPastedBy(Pattern.drop_front(), Word.drop_front(), Words);
  for (size_t Size = 1; Size <= Word.size(); ++Size) {
    const StringRef Piece = Word.take_front(Size);
    const bool IsThere =
        Size < ShortestPiece ? isDigit(Piece.front()) : AtEdge.test(Words.find(Piece));
    if (IsThere && isPastedBy(Pattern, Word.drop_front(Size), Words))
      return true;
  }
  return false;
}

bool SpelledWords::couldBePasted(StringRef Word, const WordList &Words) const {
  return any_of(Pastes, [&](StringRef Pattern) {
    return Pattern != "*" && isPastedBy(Pattern, Word, Words);
  });
}

bool SpelledWords::isSpelled(StringRef Word, const WordList &Words) const {
  return Any.test(Words.find(Word)) || couldBePasted(Word, Words);
}

bool SpelledWords::couldName(StringRef Name, const WordList &Words) const {
  SmallVector<StringRef, 4> Parts;
  Name.split(Parts, "::", -1, /*KeepEmpty=*/false);
  if (!all_of(Parts, [&](StringRef Part) { return isSpelled(Part, Words); }))
    return false;
  // What is declared in std is not declared in the code that is looked at.
  if (Parts.size() < 2 || Parts.front() != "std")
    return true;
  const unsigned Last = Words.find(Parts.back());
  return RenamesStd || OfStd.test(Last) || (OpensStd && Bare.test(Last)) ||
         couldBePasted(Parts.back(), Words);
}

} // namespace sc_lint
