#pragma once

#include "GroupBody.h"
#include "ScopeVariables.h"

namespace clang::tidy::structured {

/// Finds what tasks of a group hold that ends, or is changed by the loop that starts
/// them, before the group has waited for them.
class ScopeOrders {
public:
  explicit ScopeOrders(Facts &Found) : Found(Found) {}

  void addBody(const GroupBody &In);

private:
  void addStart(const GroupBody &In, const Group &Of, const GroupUse &Start,
                const ScopeVariables &Variables);

  Facts &Found;
  /// A template's instantiations repeat its places.
  llvm::DenseSet<SourceLocation> Seen;
};

} // namespace clang::tidy::structured
