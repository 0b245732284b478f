#include "ElementLoops.h"
#include "FreeNames.h"
#include "NameUses.h"
#include "checks/model/Expressions.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::structured {

const CXXForRangeStmt *elementLoop(const Expr &Start, const VarDecl &Of,
                                   const StatementsOf &Statements) {
  const Stmt *S = &Start;
  while (S && !isa<CXXForRangeStmt, LambdaExpr>(S))
    S = Statements.parent(S);
  const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(S);
  const bool Known = Loop && !Loop->getInit() && namedBy(Loop->getRangeInit()) == &Of &&
                     isPlain(*Loop->getRangeInit()) &&
                     usesOf(Loop->getLoopVariable(), *Loop->getBody()).size() == 1;
  return Known ? Loop : nullptr;
}

/// True if 'i' is one of the names in \p Count.
static bool saysI(StringRef Count) {
  while (!Count.empty()) {
    const StringRef Word = Count.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (Word == "i")
      return true;
    Count = Count.drop_front(std::max<size_t>(Word.size(), 1));
  }
  return false;
}

void countInstead(const CXXForRangeStmt &Loop, const CountText &Count, SourceEdits &To) {
  if (Count.Text.empty())
    return To.refuse("it does not show how often the loop goes round");
  if (isNamedIn("i", Loop, To.context()) || saysI(Count.Text))
    return To.refuse("'i' has another meaning in the loop");
  const unsigned Begin = To.begin(Loop.getBeginLoc()), End = To.end(Loop.getRParenLoc());
  To.replace(Begin, End, "for (" + Count.Type + " i = 0; i < " + Count.Text + "; ++i)");
}

} // namespace clang::tidy::structured
