#pragma once

#include "GroupBody.h"

namespace clang::tidy::structured {

/// Finds paths that leave the scope of a group while nobody has looked at the errors
/// that its tasks may have.
class UnreadErrors {
public:
  explicit UnreadErrors(Facts &Found) : Found(Found) {}

  void addBody(const GroupBody &In);

private:
  void addMiss(const GroupBody &In, const Group &Of, const MissedJoin &Miss, ThrowEvidence Throws);

  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
