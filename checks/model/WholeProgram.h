#pragma once

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <string>

namespace clang::tidy::structured {

/// While one lives, in its thread, the model writes down ProgramFacts, and the checks report
/// also what holds only if the rest of the program does not say otherwise: these findings
/// begin with the note of a condition.
class WholeProgram {
public:
  WholeProgram();
  WholeProgram(const WholeProgram &) = delete;
  WholeProgram &operator=(const WholeProgram &) = delete;
  ~WholeProgram();

  static bool isWanted();

  /// The text of the note that such a finding begins with: \p What holds of \p Name, a full name,
  /// which the place of the note need not tell, as in a macro.
  static std::string condition(llvm::StringRef What, llvm::StringRef Name) {
    return (What + ": " + Name).str();
  }
  /// What \p Text says, and of which name; two empty texts if that is no such note.
  static std::pair<llvm::StringRef, llvm::StringRef> split(llvm::StringRef Text) {
    const auto [What, Name] = Text.split(": ");
    return llvm::is_contained({NothingJoins, AsMade, AllDrop, Throws, OwnThrows}, What)
               ? std::pair(What, Name)
               : std::pair<llvm::StringRef, llvm::StringRef>();
  }

  /// True if \p What, of a condition, is about functions that throw.
  static bool isAboutThrows(llvm::StringRef What) { return What == Throws || What == OwnThrows; }

  /// Holds if nothing of the program joins the thread in the member that the note is at.
  static constexpr llvm::StringLiteral NothingJoins = "holds if nothing joins it";
  /// The next note is what is reported where that cannot be told.
  static constexpr llvm::StringLiteral OrUnknown = "else if that is not known";

  /// Holds unless the function that the note is at returns only futures that are ready. What
  /// else is reported of it, if the program tells how it makes them, follows up to the note
  /// InAnyCase: one of By..., the message, and notes for where the work is started.
  static constexpr llvm::StringLiteral AsMade = "depends on how it is made";
  static constexpr llvm::StringLiteral ByAsync = "if by std::async";
  static constexpr llvm::StringLiteral ByDeferredAsync = "if by std::async, deferred";
  static constexpr llvm::StringLiteral ByOpenAsync = "if by std::async, with any policy";
  static constexpr llvm::StringLiteral ByPromise = "if by a promise";
  static constexpr llvm::StringLiteral InAnyCase = "in any case";

  /// Holds if the program calls the function that the note is at, and drops all results.
  static constexpr llvm::StringLiteral AllDrop = "holds if all calls drop it";

  /// Holds if the function that the note is at throws, or what it calls. The message then, and
  /// notes, follow up to the next such note, or the note InAnyCase.
  static constexpr llvm::StringLiteral Throws = "holds if it throws";
  /// Likewise, but what a library of the tables throws does not count.
  static constexpr llvm::StringLiteral OwnThrows = "holds if its own code throws";
};

} // namespace clang::tidy::structured
