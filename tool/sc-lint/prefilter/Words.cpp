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
  Arguments |= Other.Arguments;
  OpensStd |= Other.OpensStd;
  RenamesStd |= Other.RenamesStd;
  TakesOfStd |= Other.TakesOfStd;
  Pastes.insert(Other.Pastes.begin(), Other.Pastes.end());
  return *this;
}

/// True if \p Piece can be an argument of a macro that pastes it.
bool SpelledWords::isPiece(StringRef Piece, const WordList &Words) const {
  if (Piece.size() < ShortestPiece)
    return Piece.empty() || isDigit(Piece.front());
  return AtEdge.test(Words.find(Piece));
}

/// True if \p Pattern gives \p Word when what is spelled, or nothing, is put in place of each
/// '*'.
bool SpelledWords::isPastedBy(StringRef Pattern, StringRef Word, const WordList &Words) const {
  BitVector Ends(Word.size() + 1); // Where what stands before in the pattern may end.
  Ends.set(0);
  for (const char C : Pattern) {
    BitVector Next(Word.size() + 1);
    for (const unsigned Begin : Ends.set_bits()) {
      const StringRef Rest = Word.drop_front(Begin);
      if (C != '*') {
        if (Rest.starts_with(StringRef(&C, 1)))
          Next.set(Begin + 1);
        continue;
      }
      // Who gives all of the word spells it.
      for (size_t Size = 0; Size <= Rest.size() && Size < Word.size(); ++Size)
        if (isPiece(Rest.take_front(Size), Words))
          Next.set(Begin + Size);
    }
    Ends = std::move(Next);
  }
  return Ends.test(Word.size());
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
         (TakesOfStd && Arguments.test(Last)) || couldBePasted(Parts.back(), Words);
}

} // namespace sc_lint
