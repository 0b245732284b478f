#pragma once

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include <optional>

namespace clang::tidy::structured {

/// What includes \p Header in the file that \p Edits change, if that is missing there: with
/// the file's first includes that stand in no condition.
std::optional<FixItHint> inclusionOf(StringRef Header, llvm::ArrayRef<FixItHint> Edits,
                                     const SourceManager &Sources);

} // namespace clang::tidy::structured
