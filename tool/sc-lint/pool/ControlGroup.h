#pragma once

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace sc_lint {

/// What the limits of a container leave this process: those of its own control group and of
/// all around it, of Linux's version 1 or 2. What the system can take back at any time counts
/// as free. Nothing if there is no limit. Unit: bytes.
///
/// \p Root stands before the names of the system's files; for tests.
std::optional<uint64_t> availableInControlGroups(llvm::StringRef Root = "");

} // namespace sc_lint
