#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace sc_lint {

/// The file of the page of a check, named without "structured-": where it was
/// installed beside this program, or else in the sources that it was built
/// from. "" if neither is there.
std::string pageFile(llvm::StringRef Check);

} // namespace sc_lint
