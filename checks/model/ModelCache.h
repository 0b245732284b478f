#pragma once

#include "Facts.h"
#include "checks/support/Fix.h"
#include "clang/AST/ASTContext.h"
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace clang::tidy::structured {

/// Shares the facts of a translation unit between the checks that ask for
/// them, so that each unit is walked once for each set of options.
///
/// Threads: safe; clangd analyses several units at a time. The cache keeps
/// nothing alive: facts go when the last check that asked for them goes.
class ModelCache {
public:
  std::shared_ptr<const Facts> facts(ASTContext &Context, const std::string &Options,
                                     const std::function<Facts()> &Find);

  /// True for the first fix of \p Tier that includes something at \p At, of all fixes that
  /// come of \p Found.
  bool isFirst(const Facts &Found, FixTier Tier, SourceLocation At);

private:
  using Key = std::pair<const ASTContext *, std::string>;
  std::mutex Mutex;
  std::map<Key, std::weak_ptr<const Facts>> Known;
  std::set<std::tuple<const Facts *, FixTier, SourceLocation>> Included;
};

/// Is told the facts of each unit that its thread analyses, while it lives. One at a
/// time for each thread.
class FactListener {
public:
  explicit FactListener(std::function<void(const Facts &)> Told);
  FactListener(const FactListener &) = delete;
  FactListener &operator=(const FactListener &) = delete;
  ~FactListener();

private:
  friend class ModelCache;
  std::function<void(const Facts &)> Told;
};

} // namespace clang::tidy::structured
