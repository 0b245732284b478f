#pragma once

#include "checks/model/Facts.h"

namespace clang::tidy::structured {

/// One line on \p Thread, whose handle when it is dropped does \p Dropped: what is wrong, and what
/// to do. \p Thrower is the function of another file that throws for that, if there is one.
std::string unjoinedMessage(const UnjoinedThread &Thread, OnDrop Dropped,
                            llvm::StringRef Thrower = "");

} // namespace clang::tidy::structured
