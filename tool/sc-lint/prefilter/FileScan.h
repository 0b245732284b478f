#pragma once

#include "Words.h"
#include <string>
#include <vector>

namespace sc_lint {

/// One #include.
struct IncludeLine {
  std::string Name;
  bool Angled = false;
  bool Conditional = false; ///< It stands under a condition other than an include guard.
};

/// What the text of one file says, in all branches of its conditions.
struct FileScan {
  std::vector<IncludeLine> Includes;
  SpelledWords Words;
  /// It includes what it does not name, or what comes next in the search path.
  bool HasOtherIncludes = false;
  bool ImportsModules = false;
  /// It says what sounds like the start of a thread, and waits for something.
  bool NamesStarter = false, Waits = false;
  /// What else names types for threads of C, and functions that give those.
  std::set<std::string> ThreadNames;

  explicit FileScan(const WordList &Words) : Words(Words) {}
};

/// Reads \p Text token by token.
FileScan scanText(llvm::StringRef Text, const WordList &Words);

/// Reads \p Macro, which a command line defines as "NAME=VALUE".
FileScan scanMacro(llvm::StringRef Macro, const WordList &Words);

} // namespace sc_lint
