#pragma once

#include <string>
#include <vector>

namespace sc_lint {

/// "a.h, b.h, c.h and 4 more": what names a few of \p Names, and counts the others.
std::string someOf(const std::vector<std::string> &Names);

} // namespace sc_lint
