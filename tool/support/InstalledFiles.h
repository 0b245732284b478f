#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace sc_lint {

// Files of ours are where they were installed beside the running program, or else in the
// sources that it was built from.

/// The file of the page of a check, named without "structured-"; "" if it is not there.
std::string pageFile(llvm::StringRef Check);

/// The folder in which <sc/group.h> is; "" if it is not there.
std::string runtimeFolder();

} // namespace sc_lint
