#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace sc_lint {

/// The documentation of a check, as it stands in docs/checks.
struct Page {
  llvm::StringRef Name, Summary, Text;
};

/// The pages of all the checks, in the order of the names.
llvm::ArrayRef<Page> pages();

/// The page of \p Check, whose name may be given without "structured-".
std::optional<Page> pageOf(llvm::StringRef Check);

} // namespace sc_lint
