#pragma once

#include "checks/model/ProgramFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

namespace sc_lint {

using clang::tidy::structured::FilePlace;
using clang::tidy::structured::ProgramFacts;

/// Which of the program's functions throw. Functions are numbers.
class Throwers {
public:
  /// A way is not followed over more calls: what is far away says little of a thread.
  static constexpr size_t MostCalls = 4;

  /// Numbers and places of \p Fact, of a function with the full name \p Name, are the program's.
  void add(ProgramFacts::Thrower Fact, llvm::StringRef Name);

  /// How a call of a function comes to throw: which others that calls, one after the other, and
  /// where the last throws.
  struct Way {
    std::vector<std::pair<size_t, FilePlace>> Calls;
    FilePlace Thrown;
  };

  /// The shortest way, or nothing if none is known. Not through libraries that the
  /// tables describe, unless \p Libraries count.
  std::optional<Way> throwOf(size_t Function, bool Libraries) const;

private:
  struct Known {
    ProgramFacts::Thrower Fact;
    std::string Name;
    bool IsOne = true; ///< Units do not see different functions.
  };

  bool isAmbiguous(const Known &Function) const;

  llvm::DenseMap<size_t, Known> All;
  /// Those that nothing declares but their bodies, by their names: any may be meant by what is
  /// declared elsewhere.
  llvm::StringMap<llvm::DenseSet<size_t>> Undeclared;
};

} // namespace sc_lint
