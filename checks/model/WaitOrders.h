#pragma once

#include "GroupBody.h"

namespace clang::tidy::structured {

/// Finds what stands on the wrong side of a group's wait.
class WaitOrders {
public:
  explicit WaitOrders(Facts &Found) : Found(Found) {}

  void addBody(const GroupBody &In);

private:
  void addStarts(const GroupBody &In, const Group &Of);
  void addResults(const GroupBody &In, const Group &Of);
  void addResult(const GroupBody &In, const Group &Of, const VarDecl &Task, const Expr &Start);
  void addReads(const GroupBody &In, const Group &Of);
  void addOutcomes(const GroupBody &In, const Group &Of);
  void add(const GroupBody &In, WaitOrder Fact);

  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
