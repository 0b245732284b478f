#pragma once

#include "Fix.h"
#include "checks/model/Facts.h"

namespace clang::tidy::structured {

/// The edits by which the lambda that \p Spawn runs captures \p Things by value in place
/// of by reference; none if that cannot be.
std::vector<FixItHint> captureByValue(const SpawnSite &Spawn, llvm::ArrayRef<Held> Things,
                                      const SourceManager &Sources, const LangOptions &Lang);

} // namespace clang::tidy::structured
