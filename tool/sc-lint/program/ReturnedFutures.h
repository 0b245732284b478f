#pragma once

#include "checks/model/ProgramFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>

namespace sc_lint {

using clang::tidy::structured::FilePlace;
using clang::tidy::structured::ProgramFacts;

/// What the program's functions return of futures, and what its calls make of them.
/// Functions are numbers.
class ReturnedFutures {
public:
  /// How a function comes by the futures that it returns, if it does so in one way.
  enum class Way { Ready, Promise, Async, DeferredAsync, OpenAsync, Unknown };
  struct Origin {
    Way By = Way::Unknown;
    FilePlace Started; ///< Where std::async is called.
  };

  /// Numbers and places of \p Source and \p Use are the program's.
  void add(const ProgramFacts::FutureSource &Source);
  void add(const ProgramFacts::FutureUse &Use);

  Origin originOf(size_t Function) const;

  /// Where results of \p Function are dropped, by file and place, if it is never named but to
  /// call it for nothing.
  std::vector<FilePlace> dropsOf(size_t Function) const;

private:
  using PlaceKey = std::pair<std::string, unsigned>;
  /// All that bodies of one function return: units may see different ones.
  struct Source {
    bool Ready = false, Promise = false, Unknown = false;
    bool Async = false, Deferred = false, Open = false;
    PlaceKey Started;
    llvm::DenseSet<size_t> From;

    void add(const Source &Other);
  };

  void addTo(Source &All, size_t Function, llvm::DenseSet<size_t> &Seen) const;

  llvm::DenseMap<size_t, Source> Sources;
  llvm::DenseMap<size_t, std::map<PlaceKey, bool>> Uses; ///< True where the result is dropped.
};

} // namespace sc_lint
