#pragma once

#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include <functional>
#include <map>
#include <memory>
#include <mutex>

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

private:
  using Key = std::pair<const ASTContext *, std::string>;
  std::mutex Mutex;
  std::map<Key, std::weak_ptr<const Facts>> Known;
};

} // namespace clang::tidy::structured
