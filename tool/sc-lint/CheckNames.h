#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace sc_lint {

/// \p Check with "structured-" before it, which people may leave out.
std::string fullName(llvm::StringRef Check);

/// The checks of ours, in the order of their names.
std::vector<std::string> allChecks();

/// The keys of their options in CheckOptions, "structured-CHECK.OPTION", in order.
std::vector<std::string> allOptions();

/// Those that are off until the option of that name is true.
std::vector<std::string> offChecks();
inline constexpr char EnableOption[] = ".Enable";

} // namespace sc_lint
