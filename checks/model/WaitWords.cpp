#include "WaitWords.h"
#include "llvm/ADT/STLExtras.h"

namespace clang::tidy::structured {

bool isWaitWord(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Parts[] = {
      "wait", "join",  "sync",   "stop",   "arrive", "acquire",  "drain", "finish",
      "shut", "block", "listen", "receiv", "recv",   "dispatch", "quit",  "barrier"};
  static constexpr llvm::StringLiteral Words[] = {"run", "pop", "poll", "exec", "take"};
  const auto IsWord = [&](llvm::StringRef Word) { return Name.equals_insensitive(Word); };
  const auto IsPart = [&](llvm::StringRef Part) { return Name.contains_insensitive(Part); };
  // std::async and its like start work.
  return llvm::any_of(Words, IsWord) || (!IsPart("async") && llvm::any_of(Parts, IsPart));
}

} // namespace clang::tidy::structured
