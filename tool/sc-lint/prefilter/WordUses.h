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
  /// The word stands right behind "(", which follows a type and a name, or behind a comma there.
  bool InParameters = false;
  /// The tokens that follow, at most up to a semicolon or a brace.
  llvm::ArrayRef<clang::Token> After;
};

/// True if \p Word may be a macro's name: it has no small letter.
bool isLikeMacro(llvm::StringRef Word);

/// True if an expression may begin after \p Word.
bool precedesExpression(llvm::StringRef Word);

/// True if \p Word may be a type, or the last word of one.
bool mayBeType(llvm::StringRef Word);

/// True if \p Word, which \p Qualifier and "::" stand before, is a class of threads of std.
bool isThreadOfStd(llvm::StringRef Word, llvm::StringRef Qualifier);

/// True if only what starts no thread is taken from such a class: "std::thread::id".
bool isOnlyAsked(const Around &At);

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
