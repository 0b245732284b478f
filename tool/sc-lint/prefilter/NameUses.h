#pragma once

#include "clang/Lex/Token.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace sc_lint {

/// What stands around a word in the text of a file.
struct Around {
  clang::tok::TokenKind Before = clang::tok::unknown;
  /// The identifier before the word, or before the "::" that stands there, or "".
  llvm::StringRef Qualifier;
  /// The word stands between the outermost parentheses of what looks like a function.
  bool InParameters = false;
  /// The tokens that follow, at most up to a semicolon or a brace.
  llvm::ArrayRef<clang::Token> After;
};

/// True if an expression may begin after \p Keyword.
bool isExpressionKeyword(llvm::StringRef Keyword);

/// True if \p Word may be a macro's name: it has no small letter.
bool isLikeMacro(llvm::StringRef Word);

/// True if \p Word is the class of threads of std, and only what starts none is taken from it, as
/// in "std::thread::id".
bool isThreadOnlyAsked(llvm::StringRef Word, const Around &At);

/// How a word is used that may lead to what a function gives that starts a thread of C: the
/// name of a type, such as pthread_t, or of a function that gives one.
enum class ThreadNameUse {
  Matters,
  /// It is declared itself, or the type of a parameter of a function that is only declared.
  Harmless,
  /// The word that follows is another such name: the type's, or that of a function which takes
  /// nothing, and so starts nothing.
  NamesNext,
};
ThreadNameUse useOfThreadName(const Around &At);

} // namespace sc_lint
