#pragma once

#include "checks/model/ProgramFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include <set>

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

  /// \p Fact, of what virtual calls of one name may run. Numbers are the program's.
  void add(const ProgramFacts::Dispatch &Fact);

  /// A function that is come to.
  struct Step {
    size_t Function;
    FilePlace At; ///< Where it is called, or where its body is, if a virtual call runs it.
    bool IsRun = false;
    size_t Others = 0; ///< So many others may be run, which throw too.
  };
  /// How a call of a function comes to throw: over which others, one after the other, and where
  /// the last throws.
  struct Way {
    std::vector<Step> Steps;
    FilePlace Thrown;
  };

  /// A way over the fewest calls, or nothing if none is known. Not through libraries that the
  /// tables describe, unless \p Libraries count. A virtual call throws if all do that it may run.
  std::optional<Way> throwOf(size_t Function, bool Libraries) const;

private:
  struct Known {
    ProgramFacts::Thrower Fact;
    std::string Name;
    bool IsOne = true; ///< Units do not see different functions.
  };

  struct Targets {
    std::set<size_t> Functions;
    bool Unknown = false;
  };
  class Search;

  bool isAmbiguous(const Known &Function) const;

  llvm::DenseMap<size_t, Known> All;
  llvm::DenseMap<size_t, Targets> Dispatches;
  /// Those that nothing declares but their bodies, by their names: any may be meant by what is
  /// declared elsewhere.
  llvm::StringMap<llvm::DenseSet<size_t>> Undeclared;
};

} // namespace sc_lint
