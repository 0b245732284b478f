#pragma once

#include "GroupBody.h"

namespace clang::tidy::structured {

/// Finds groups that start one task, and wait for it at once.
class LoneTasks {
public:
  explicit LoneTasks(Facts &Found) : Found(Found) {}

  void addBody(const GroupBody &In);

private:
  void add(const Group &Of);

  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
