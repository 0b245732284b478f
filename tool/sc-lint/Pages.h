#pragma once

#include "llvm/Support/Error.h"
#include <string>

namespace sc_lint {

/// A line for each check: its name and what it finds.
std::string listing();

/// The page of docs/checks about \p Check, whose name may be given without
/// "structured-".
///
/// Errors: there is no such check, with the nearest name.
llvm::Expected<std::string> explanation(llvm::StringRef Check);

} // namespace sc_lint
